#pragma once
// Names of things that cannot be mixed up: an Id<Desk> is not an Id<Service>, and neither is a string.

#include <fmt/format.h>

#include <compare>
#include <functional>
#include <string>
#include <utility>

namespace vestibule {

/// An identifier of one kind of thing; `Tag` is any type, usually the thing itself. Compares by its text. An empty
/// id names nothing. People never see ids; they see codes and numbers.
template <class Tag>
class Id {
 public:
  Id() = default;
  explicit Id(std::string text) : text_(std::move(text)) {}

  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }

  friend auto operator<=>(const Id&, const Id&) = default;

 private:
  std::string text_;
};

}  // namespace vestibule

template <class Tag>
struct std::hash<vestibule::Id<Tag>> {
  std::size_t operator()(const vestibule::Id<Tag>& id) const noexcept { return std::hash<std::string>{}(id.text()); }
};

template <class Tag>
struct fmt::formatter<vestibule::Id<Tag>> : fmt::formatter<std::string> {
  auto format(const vestibule::Id<Tag>& id, format_context& context) const {
    return fmt::formatter<std::string>::format(id.text(), context);
  }
};
