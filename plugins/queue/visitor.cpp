// What a patient told us: cleaned, and no longer than somebody will read.

#include "rules.hpp"

namespace vestibule::queue {
namespace {

constexpr std::size_t longest_line = 80, longest_symptoms = 400, longest_initials = 15;
constexpr int oldest = 130;

/// Without blanks at the ends; empty becomes nothing. What no keyboard types is refused.
Result<std::optional<Private<std::string>>> tidy(const std::optional<Private<std::string>>& said, std::size_t longest, std::string_view field) {
  std::optional<Private<std::string>> kept;
  if (!said) return kept;
  std::string_view text = said->reveal();
  const auto first = text.find_first_not_of(' ');
  if (first == text.npos) return kept;
  text = text.substr(first, text.find_last_not_of(' ') - first + 1);
  if (text.size() > longest) return fail(Code::invalid, "visitor.{} has {} bytes; at most {} are kept", field, text.size(), longest);
  for (const char c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return fail(Code::invalid, "visitor.{} holds control characters", field);
  kept.emplace(std::string(text));
  return kept;
}

}  // namespace

Result<std::optional<VisitorTold>> visitor_told(const IssueToken& asked) {
  if (!asked.visitor && !asked.shown_name) return std::nullopt;
  const Visitor said = asked.visitor.value_or(Visitor{});
  VisitorTold told;
  VESTIBULE_TRY(told.visitor.name, tidy(said.name, longest_line, "name"));
  VESTIBULE_TRY(told.visitor.contact, tidy(said.contact, longest_line, "contact"));
  VESTIBULE_TRY(told.visitor.symptoms, tidy(said.symptoms, longest_symptoms, "symptoms"));
  VESTIBULE_TRY(told.visitor.preferred_time, tidy(said.preferred_time, longest_line, "preferred_time"));
  VESTIBULE_TRY(const auto initials, tidy(asked.shown_name, longest_initials, "shown_name"));
  if (said.age && (said.age->reveal() < 0 || said.age->reveal() > oldest))
    return fail(Code::invalid, "visitor.age must be from 0 to {}", oldest);
  told.visitor.age = said.age;
  if (initials) told.shown_name = initials->reveal();
  const Visitor& kept = told.visitor;
  const bool nothing = !kept.name && !kept.age && !kept.contact && !kept.symptoms && !kept.preferred_time && told.shown_name.empty();
  if (nothing) return std::nullopt;
  return told;
}

}  // namespace vestibule::queue
