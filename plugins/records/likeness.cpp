#include "likeness.hpp"

#include <algorithm>
#include <numeric>

#include "folding.hpp"

namespace vestibule::records {
namespace {

/// Insertions, deletions, replacements and swapped neighbours; stops counting at 3.
int distance(std::string_view a, std::string_view b) {
  if (a.size() > b.size() + 2 || b.size() > a.size() + 2) return 3;
  std::vector<int> before, last(b.size() + 1), now(b.size() + 1);
  std::iota(last.begin(), last.end(), 0);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = static_cast<int>(i);
    for (std::size_t k = 1; k <= b.size(); ++k) {
      now[k] = std::min({last[k] + 1, now[k - 1] + 1, last[k - 1] + (a[i - 1] != b[k - 1] ? 1 : 0)});
      if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1]) now[k] = std::min(now[k], before[k - 2] + 1);
    }
    before = last;
    last = now;
  }
  return std::min(last[b.size()], 3);
}

bool alike(const std::string& a, const std::string& b) {
  if (a == b) return true;
  if (std::min(a.size(), b.size()) >= 4 && distance(a, b) <= 1) return true;
  const auto bones = skeleton(a);
  return bones.size() >= 2 && bones == skeleton(b);
}

enum class Names { other, close, same };

std::vector<std::string> words(const PersonName& name) {
  std::vector<std::string> all;
  for (const auto* part : {&name.family, &name.given})
    if (*part)
      for (auto& word : folded_words((*part)->reveal())) all.push_back(std::move(word));
  return all;
}

/// Family and given may be swapped, and a second given name may be missing; but two words must agree, or the only one there is.
Names compare(const PersonName& a, const PersonName& b) {
  auto one = words(a), other = words(b);
  if (one.empty() || other.empty()) return Names::other;
  auto sorted_one = one, sorted_other = other;
  std::sort(sorted_one.begin(), sorted_one.end());
  std::sort(sorted_other.begin(), sorted_other.end());
  if (sorted_one == sorted_other) return Names::same;
  std::string joined_one, joined_other;
  for (const auto& word : one) joined_one += word;
  for (const auto& word : other) joined_other += word;
  if (joined_one == joined_other) return Names::same;
  if (one.size() > other.size()) std::swap(one, other);
  std::size_t agreed = 0;
  for (const auto& word : one) {
    const auto match = std::find_if(other.begin(), other.end(), [&](const auto& candidate) { return alike(word, candidate); });
    if (match == other.end()) continue;
    other.erase(match);
    ++agreed;
  }
  return agreed == one.size() && agreed >= 2 ? Names::close : Names::other;
}

bool close_dates(Date a, Date b) {
  const std::string one = to_iso(a), other = to_iso(b);
  if (a.year() == b.year() && static_cast<unsigned>(a.month()) == static_cast<unsigned>(b.day()) &&
      static_cast<unsigned>(a.day()) == static_cast<unsigned>(b.month()))
    return true;
  int differing = 0;
  for (std::size_t i = 0; i < one.size() && i < other.size(); ++i) differing += one[i] != other[i] ? 1 : 0;
  return differing == 1;
}

void compare_identifiers(const Person& a, const Person& b, Comparison& found) {
  bool same = false, other = false;
  for (const auto& one : a.identifiers)
    for (const auto& two : b.identifiers) {
      if (one.kind != two.kind || one.issuer != two.issuer) continue;
      (normal_identifier(one.value.reveal()) == normal_identifier(two.value.reveal()) ? same : other) = true;
    }
  if (same) found.score += 60, found.reasons.push_back(Reason::same_identifier);
  else if (other) found.score -= 40, found.reasons.push_back(Reason::other_identifier);
}

void compare_dates(const Person& a, const Person& b, Comparison& found) {
  if (!a.birth_date || !b.birth_date) return;
  const Date one = a.birth_date->reveal(), other = b.birth_date->reveal();
  if (one == other) found.score += 28, found.reasons.push_back(Reason::same_birth_date);
  else if (close_dates(one, other)) found.score += 14, found.reasons.push_back(Reason::close_birth_date);
  else found.score -= 25;
}

void compare_names(const Person& a, const Person& b, Comparison& found) {
  auto best = Names::other;
  for (const auto& one : a.names)
    for (const auto& other : b.names) best = std::max(best, compare(one, other));
  if (best == Names::same) found.score += 32, found.reasons.push_back(Reason::same_name);
  else if (best == Names::close) found.score += 22, found.reasons.push_back(Reason::close_name);
}

void compare_sex(const Person& a, const Person& b, Comparison& found) {
  const auto known = [](const auto& sex) { return sex && (sex->reveal() == Sex::female || sex->reveal() == Sex::male); };
  if (!known(a.sex) || !known(b.sex)) return;
  if (*a.sex == *b.sex) found.score += 3, found.reasons.push_back(Reason::same_sex);
  else found.score -= 15, found.reasons.push_back(Reason::other_sex);
}

void compare_contacts(const Person& a, const Person& b, Comparison& found) {
  for (const auto& one : a.contacts)
    for (const auto& other : b.contacts)
      if (const auto value = normal_contact(one.value.reveal()); value.size() >= 6 && value == normal_contact(other.value.reveal())) {
        found.score += 15;
        found.reasons.push_back(Reason::same_contact);
        return;
      }
}

}  // namespace

Comparison compare(const Person& a, const Person& b) {
  Comparison found;
  compare_identifiers(a, b, found);
  compare_dates(a, b, found);
  compare_names(a, b, found);
  compare_sex(a, b, found);
  compare_contacts(a, b, found);
  found.score = std::clamp(found.score, 0, 100);
  return found;
}

}  // namespace vestibule::records
