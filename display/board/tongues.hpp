#pragma once
// The languages of a screen: one or two at once, the first gives the direction. Texts put together in all of them.

#include <vestibule/queue_wire.hpp>
#include <vestibule/ui/words.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace vestibule::board {

class Tongues {
 public:
  explicit Tongues(std::vector<ui::Words> languages) : languages_(std::move(languages)) {}

  const ui::Words& first() const { return languages_.front(); }
  const std::vector<ui::Words>& all() const { return languages_; }

  /// For what has room for one language at a time: the language it stands in now.
  const ui::Words& present() const { return languages_[present_]; }
  /// The next has its turn.
  void turn() { present_ = (present_ + 1) % languages_.size(); }
  std::string now(const queue::Texts& texts) const;
  std::string word_now(std::string_view key, const std::vector<ui::Filling>& fillings = {}) const;

  /// One after the other, each with its own direction kept; what would be said twice is said once.
  std::string in_all(const queue::Texts& texts, std::string_view between = "  ·  ") const;
  std::string words_in_all(std::string_view key, std::string_view between = "  ·  ", const std::vector<ui::Filling>& fillings = {}) const;

 private:
  std::vector<ui::Words> languages_;
  std::size_t present_ = 0;
};

}  // namespace vestibule::board
