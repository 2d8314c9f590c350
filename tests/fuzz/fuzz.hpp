#pragma once
// What a fuzz target is made of: a function that takes any bytes, and promises that must hold whatever the bytes are. The
// function's name is libFuzzer's; driver.cpp calls it too, where there is no clang.

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace vestibule::fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) { return {reinterpret_cast<const char*>(data), size}; }

/// Ends the program, with a sentence, if a promise is broken.
template <class... Args>
void hold(bool promise, fmt::format_string<Args...> sentence, Args&&... args) {
  if (promise) return;
  fmt::print(stderr, "\nbroken promise: {}\n", fmt::format(sentence, std::forward<Args>(args)...));
  std::fflush(stderr);
  std::abort();
}

/// Takes what a target is to decide off the front of its input; zeros when there is nothing left.
class Choices {
 public:
  explicit Choices(std::string_view bytes) : bytes_(bytes) {}

  bool left() const { return !bytes_.empty(); }
  std::uint8_t byte() { return left() ? static_cast<std::uint8_t>(take(1).front()) : std::uint8_t{0}; }
  std::string_view take(std::size_t count) {
    const auto taken = bytes_.substr(0, count);
    bytes_.remove_prefix(taken.size());
    return taken;
  }
  /// Up to the next line break, which is dropped.
  std::string_view line() {
    const auto text = take(bytes_.find('\n'));
    take(1);
    return text;
  }
  std::string_view rest() { return take(bytes_.size()); }

 private:
  std::string_view bytes_;
};

}  // namespace vestibule::fuzz
