#pragma once
// Success or a sentence: what every fallible function here returns.

#include <fmt/format.h>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace vestibule {

/// What kind of failure it was, for a program. On the wire it is the enumerator's name.
enum class Code {
  invalid,      ///< the request itself is wrong; sending it again unchanged can never succeed
  not_found,    ///< what it names does not exist
  conflict,     ///< it does not fit the present state
  denied,       ///< this actor may not
  unavailable,  ///< not now: worth trying again with the same request id
  internal      ///< our defect; logged with its details
};

/// A failure. `message` says what happened, to what, and what to do about it.
struct Error {
  Code code = Code::internal;
  std::string message;
  friend bool operator==(const Error&, const Error&) = default;
};

/// A value, or the Error that stands in its place.
template <class T = void>
using Result = tl::expected<T, Error>;

/// Makes the failing side of any Result: `return fail(Code::not_found, "no desk '{}'", name);`
template <class... Args>
[[nodiscard]] tl::unexpected<Error> fail(Code code, fmt::format_string<Args...> format, Args&&... args) {
  return tl::unexpected(Error{code, fmt::format(format, std::forward<Args>(args)...)});
}

/// The wire's word for a code.
constexpr std::string_view name_of(Code code) {
  constexpr std::string_view names[] = {"invalid", "not_found", "conflict", "denied", "unavailable", "internal"};
  return names[static_cast<std::size_t>(code)];
}

/// The code a word of the wire stands for; `internal` if it is none of ours.
constexpr Code code_named(std::string_view name) {
  for (auto code : {Code::invalid, Code::not_found, Code::conflict, Code::denied, Code::unavailable})
    if (name_of(code) == name) return code;
  return Code::internal;
}

}  // namespace vestibule

#define VESTIBULE_JOIN_(a, b) a##b
#define VESTIBULE_TRY_(result, declaration, ...)                          \
  auto result = (__VA_ARGS__);                                            \
  if (!result) return ::tl::unexpected(std::move(result).error());        \
  declaration = *std::move(result)
#define VESTIBULE_TRY_AT_(line, declaration, ...) VESTIBULE_TRY_(VESTIBULE_JOIN_(result_at_, line), declaration, __VA_ARGS__)

/// `VESTIBULE_TRY(auto desk, find_desk(id));` declares `desk`, or returns the error from the enclosing function.
#define VESTIBULE_TRY(declaration, ...) VESTIBULE_TRY_AT_(__LINE__, declaration, __VA_ARGS__)

/// `VESTIBULE_CHECK(rename(x));` goes on, or returns the error from the enclosing function.
#define VESTIBULE_CHECK(...)                                                                       \
  do {                                                                                             \
    if (auto checked_ = (__VA_ARGS__); !checked_) return ::tl::unexpected(std::move(checked_).error()); \
  } while (false)
