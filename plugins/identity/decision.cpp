#include "decision.hpp"

#include <algorithm>

namespace vestibule::identity {
namespace {

constexpr std::array<std::string_view, 14> roles{"administrator", "doctor", "nurse",  "clerk",    "manager",  "privacy_officer", "newcomer",
                                                 "kiosk",         "display", "monitor", "device", "operator", "nobody",          "system"};
constexpr std::array<std::string_view, relation_count> relation_names{"nobody in particular", "their own", "their department's", "somebody else's", "restricted"};

}  // namespace

std::span<const std::string_view> all_roles() { return roles; }

Relation relation_to(const Subject* subject, std::string_view actor, const std::vector<std::string>& departments, std::string_view glass) {
  if (!subject) return Relation::none;
  if (std::find(subject->carers.begin(), subject->carers.end(), actor) != subject->carers.end()) return Relation::own;
  if (subject->restricted) return Relation::restricted;
  if (!glass.empty() && glass == subject->id) return Relation::own;
  const bool met = std::any_of(departments.begin(), departments.end(), [&](const auto& department) {
    return std::find(subject->departments.begin(), subject->departments.end(), department) != subject->departments.end();
  });
  return met ? Relation::department : Relation::other;
}

std::optional<std::string> PolicyTable::row_of(std::string_view name, std::string_view permission) const {
  std::string row(name);
  if (rows_.contains(row)) return row;
  if (permission == "host.listen" && name != permission) row = std::string(name.substr(0, name.find('.'))) + ".events";
  else row = permission;
  if (rows_.contains(row)) return row;
  return std::nullopt;
}

const Allowance* PolicyTable::allowance(const std::string& row, std::string_view role) const {
  const auto found = rows_.find(row);
  if (found == rows_.end()) return nullptr;
  const auto entry = found->second.find(role);
  return entry == found->second.end() ? nullptr : &entry->second;
}

std::vector<std::string> PolicyTable::states_of(std::string_view role, std::string_view area) const {
  constexpr std::string_view place = "{area}";
  std::vector<std::string> subjects;
  const auto found = states_.find(role);
  if (found == states_.end()) return subjects;
  for (std::string subject : found->second) {
    const std::size_t at = subject.find(place);
    if (at != subject.npos && area.empty()) continue;  // nobody has said where it stands
    subjects.push_back(at == subject.npos ? subject : subject.replace(at, place.size(), area));
  }
  return subjects;
}

std::vector<std::string> PolicyTable::rows_of(std::string_view role) const {
  std::vector<std::string> rows;
  for (const auto& [row, by_role] : rows_) {
    const auto entry = by_role.find(role);
    if (entry != by_role.end() && std::find(entry->second.relations.begin(), entry->second.relations.end(), true) != entry->second.relations.end())
      rows.push_back(row);
  }
  return rows;
}

Result<Grant> decide(const PolicyTable& table, std::string_view role, const Wish& wish, Relation relation) {
  const auto row = table.row_of(wish.name, wish.permission);
  if (!row) return fail(Code::denied, "{} has no row in the policy, so nobody may do it", wish.name);
  const Allowance* allowance = table.allowance(*row, role);
  const auto at = static_cast<std::size_t>(relation);
  if (!allowance || !allowance->relations[at])
    return fail(Code::denied, "the role {} may not do {} ({}) where it is about {}", role, wish.name, *row, relation_names[at]);
  return Grant{allowance->hidden[at]};
}

}  // namespace vestibule::identity
