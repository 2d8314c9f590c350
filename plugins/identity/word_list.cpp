#include "word_list.hpp"

#include <algorithm>

namespace vestibule::identity {

WordList::WordList(std::string lines) : lines_(std::move(lines)) {
  const std::string_view text = lines_;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    const bool plain = std::all_of(word.begin(), word.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
    if (word.size() >= 4 && plain) words_.push_back(word);
    at = end + 1;
  }
  std::sort(words_.begin(), words_.end());
}

bool WordList::contains(std::string_view word) const { return std::binary_search(words_.begin(), words_.end(), word); }

}  // namespace vestibule::identity
