#include "people.hpp"

#include <algorithm>

namespace vestibule::identity {
namespace {

constexpr std::size_t longest_name = 40;

bool is_plain(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; }

}  // namespace

std::string name_from(std::string_view typed) {
  while (!typed.empty() && typed.front() == ' ') typed.remove_prefix(1);
  while (!typed.empty() && typed.back() == ' ') typed.remove_suffix(1);
  std::string name;
  for (char c : typed) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (!is_plain(c) && c != '.') return {};
    name += c;
  }
  return name.size() < 2 || name.size() > longest_name ? std::string() : name;
}

bool is_plain_id(std::string_view text) {
  return !text.empty() && text.size() <= longest_name && std::all_of(text.begin(), text.end(), is_plain);
}

const Person* People::find(std::string_view id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &found->second;
}

const Person* People::named(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : find(found->second);
}

const Person* People::with_badge(std::string_view badge) const {
  const auto found = by_badge_.find(badge);
  return found == by_badge_.end() ? nullptr : find(found->second);
}

void People::put(Person person) {
  if (const Person* before = find(person.id)) {
    by_name_.erase(before->name);
    by_badge_.erase(before->badge);
  }
  by_name_[person.name] = person.id;
  if (!person.badge.empty()) by_badge_[person.badge] = person.id;
  std::string id = person.id;
  by_id_.insert_or_assign(std::move(id), std::move(person));
}

bool People::anyone_in_charge() const {
  return std::any_of(by_id_.begin(), by_id_.end(), [](const auto& each) {
    const Person& person = each.second;
    return person.role == Role::administrator && !person.suspended && !person.password.empty();
  });
}

void People::put(Shift shift) {
  std::string id = shift.id;
  shifts_.insert_or_assign(std::move(id), std::move(shift));
}

std::vector<std::string> People::departments_of(const Person& person, Instant now) const {
  std::vector<std::string> departments = person.departments;
  for (const auto& [id, shift] : shifts_)
    if (shift.person == person.id && shift.from <= now && now < shift.until) departments.push_back(shift.department);
  return departments;
}

}  // namespace vestibule::identity
