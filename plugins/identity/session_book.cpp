#include "session_book.hpp"

#include <algorithm>
#include <tuple>

namespace vestibule::identity {

bool SessionBook::runs(const SignIn& session, Steady now) const {
  return now - session.used < limits_.idle && now - session.begun < limits_.absolute;
}

std::vector<std::string> SessionBook::begin(SignIn session) {
  std::vector<const SignIn*> same;
  for (const auto& [hash, other] : by_hash_)
    if (other.person == session.person) same.push_back(&other);
  std::sort(same.begin(), same.end(), [](const SignIn* a, const SignIn* b) { return std::tie(a->used, a->id) < std::tie(b->used, b->id); });
  std::vector<std::string> gone;
  for (std::size_t i = 0; i + limits_.most_each <= same.size(); ++i) gone.push_back(same[i]->id);
  for (const auto& id : gone) end(id);
  by_id_[session.id] = session.hash;
  std::string hash = session.hash;
  by_hash_.insert_or_assign(std::move(hash), std::move(session));
  return gone;
}

const SignIn* SessionBook::look(std::string_view hash, Steady now) const {
  const auto found = by_hash_.find(hash);
  return found != by_hash_.end() && runs(found->second, now) ? &found->second : nullptr;
}

const SignIn* SessionBook::use(std::string_view hash, Steady now) {
  const auto found = by_hash_.find(hash);
  if (found == by_hash_.end() || !runs(found->second, now)) return nullptr;
  found->second.used = now;
  return &found->second;
}

const SignIn* SessionBook::with_id(std::string_view id, Steady now) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : look(found->second, now);
}

const SignIn* SessionBook::find(std::string_view id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &by_hash_.at(found->second);
}

void SessionBook::end(const std::string& id) {
  const auto found = by_id_.find(id);
  if (found == by_id_.end()) return;
  by_hash_.erase(found->second);
  by_id_.erase(found);
}

std::vector<std::string> SessionBook::of_person(std::string_view person) const {
  std::vector<std::string> ids;
  for (const auto& [hash, session] : by_hash_)
    if (session.person == person) ids.push_back(session.id);
  return ids;
}

std::vector<std::string> SessionBook::on_device(std::string_view device) const {
  std::vector<std::string> ids;
  for (const auto& [hash, session] : by_hash_)
    if (session.device == device) ids.push_back(session.id);
  return ids;
}

std::vector<std::string> SessionBook::over(Steady now) const {
  std::vector<std::string> ids;
  for (const auto& [hash, session] : by_hash_)
    if (!runs(session, now)) ids.push_back(session.id);
  return ids;
}

}  // namespace vestibule::identity
