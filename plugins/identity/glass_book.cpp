#include "glass_book.hpp"

#include <algorithm>

namespace vestibule::identity {

void GlassBook::put(Glass glass) {
  const bool done = glass.ended && !glass.verdict.empty();
  std::string id = glass.id;
  if (done) by_id_.erase(id);
  else by_id_.insert_or_assign(std::move(id), std::move(glass));
}

void GlassBook::end(const std::string& id) {
  const auto found = by_id_.find(id);
  if (found == by_id_.end()) return;
  Glass glass = found->second;
  glass.ended = true;
  put(std::move(glass));
}

const Glass* GlassBook::open_of(std::string_view person, Steady now) const {
  for (const auto& [id, glass] : by_id_)
    if (glass.person == person && !glass.ended && now < glass.until) return &glass;
  return nullptr;
}

const Glass* GlassBook::find(std::string_view id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &found->second;
}

std::vector<std::string> GlassBook::over(Steady now) const {
  std::vector<std::string> ids;
  for (const auto& [id, glass] : by_id_)
    if (!glass.ended && now >= glass.until) ids.push_back(id);
  return ids;
}

int GlassBook::to_review() const {
  return static_cast<int>(std::count_if(by_id_.begin(), by_id_.end(), [](const auto& each) { return each.second.verdict.empty(); }));
}

}  // namespace vestibule::identity
