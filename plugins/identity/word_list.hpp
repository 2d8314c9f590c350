#pragma once
// The words of a dictionary, such as those Debian's cracklib is made from: one of them, dressed up, is no password.

#include <string>
#include <string_view>
#include <vector>

namespace vestibule::identity {

class WordList {
 public:
  WordList() = default;
  /// One word a line; what is shorter than four letters or no small letters and digits is left out.
  explicit WordList(std::string lines);
  WordList(const WordList&) = delete;  // the words point into the text
  WordList& operator=(const WordList&) = delete;

  bool contains(std::string_view word) const;
  std::size_t size() const { return words_.size(); }

 private:
  const std::string lines_;
  std::vector<std::string_view> words_;  ///< sorted
};

}  // namespace vestibule::identity
