#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include <vestibule/queue_call_code.hpp>

using namespace vestibule;
using namespace vestibule::queue;

namespace {

/// Every right code there is.
template <class Each>
void for_all_codes(Each each) {
  std::string code(call_code_length, call_code_alphabet.front());
  const auto size = call_code_alphabet.size();
  for (std::size_t n = 0; n < size * size * size * size; ++n) {
    std::size_t rest = n;
    for (std::size_t i = 0; i + 1 < call_code_length; ++i, rest /= size) code[i] = call_code_alphabet[rest % size];
    for (const char check : call_code_alphabet) {
      code.back() = check;
      if (is_call_code(code)) each(code);
    }
  }
}

/// splitmix64
struct Chance final : RandomStream {
  std::uint64_t next() override {
    std::uint64_t z = state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  std::uint64_t state = 1;
};

}  // namespace

TEST_CASE("no code passes with one wrong character, nor with two changed places: all codes tried") {
  int codes = 0, passed = 0;
  for_all_codes([&](const std::string& code) {
    ++codes;
    for (std::size_t i = 0; i < code.size(); ++i) {
      std::string wrong = code;
      for (const char other : call_code_alphabet) {
        wrong[i] = other;
        passed += other != code[i] && is_call_code(wrong);
      }
      for (std::size_t j = i + 1; j < code.size(); ++j) {
        std::string swapped = code;
        std::swap(swapped[i], swapped[j]);
        passed += swapped != code && is_call_code(swapped);
      }
    }
  });
  CHECK(codes == 19'773);
  CHECK(passed == 0);
}

TEST_CASE("the alphabet holds nothing that is confused") {
  for (const std::string_view group : {"0OQD", "1IL", "2Z", "5S", "6G", "8B", "UV", "VY", "CG", "EF", "BCDEGPTVZ3", "AJKH8", "MN", "FS", "IY59", "QU2"}) {
    const auto held = std::count_if(group.begin(), group.end(), [](char c) { return call_code_alphabet.find(c) != std::string_view::npos; });
    CAPTURE(group);
    CHECK(held <= (group == "AJKH8" || group == "IY59" ? 2 : 1));  // K and H, Y and 9: alike to the eye of a rhymer only
  }
}

TEST_CASE("drawn codes are right, end with a letter and seldom come twice") {
  Chance chance;
  std::set<std::string> drawn;
  for (int i = 0; i < 2000; ++i) {
    const auto code = draw_call_code(chance);
    CHECK(is_call_code(code));
    CHECK(code.back() >= 'A');
    drawn.insert(code);
  }
  CHECK(drawn.size() > 1700);
  for (const char* wrong : {"", "FHKMR", "K7RM", "K7RMXX", "k7rmx", "A0123"}) CHECK_FALSE(is_call_code(wrong));
}
