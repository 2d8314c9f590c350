#include "rules/limit_store.hpp"

#include <soci/soci.h>

#include <cmath>

namespace vestibule::vitals {
namespace {

using Wide = long long;
using soci::into;
using soci::use;

template <class E>
std::string word(E value) { return boost::describe::enum_to_string(value, "?"); }

soci::indicator there(bool is) { return is ? soci::i_ok : soci::i_null; }

}  // namespace

void LimitStore::write(const Limit& limit) {
  const std::string scope = word(limit.scope), priority = word(limit.priority);
  const Wide value = limit.limit ? std::llround(*limit.limit * 1000) : 0, delay = limit.delay ? limit.delay->count() : 0, off = limit.off,
             set_at = to_millis(limit.set_at), until = limit.until ? to_millis(*limit.until) : 0;
  soci::indicator has_value = there(limit.limit.has_value()), has_delay = there(limit.delay.has_value()), has_until = there(limit.until.has_value());
  session_ << "INSERT INTO vitals_limit (scope, of_id, condition, priority, limit_value, delay, off, set_by, set_at, until)"
              " VALUES (:scope, :of_id, :condition, :priority, :limit_value, :delay, :off, :set_by, :set_at, :until)"
              " ON CONFLICT (scope, of_id, condition, priority) DO UPDATE SET limit_value = excluded.limit_value, delay = excluded.delay,"
              " off = excluded.off, set_by = excluded.set_by, set_at = excluded.set_at, until = excluded.until",
      use(scope, "scope"), use(limit.of, "of_id"), use(limit.condition, "condition"), use(priority, "priority"), use(value, has_value, "limit_value"),
      use(delay, has_delay, "delay"), use(off, "off"), use(limit.set_by, "set_by"), use(set_at, "set_at"), use(until, has_until, "until");
}

void LimitStore::remove(const Limit& limit) {
  const std::string scope = word(limit.scope), priority = word(limit.priority);
  session_ << "DELETE FROM vitals_limit WHERE scope = :scope AND of_id = :of_id AND condition = :condition AND priority = :priority", use(scope, "scope"),
      use(limit.of, "of_id"), use(limit.condition, "condition"), use(priority, "priority");
}

Result<std::vector<Limit>> LimitStore::all() {
  std::vector<Limit> limits;
  std::string scope, of, condition, priority, set_by;
  Wide value = 0, delay = 0, off = 0, set_at = 0, until = 0;
  soci::indicator has_value = soci::i_null, has_delay = soci::i_null, has_until = soci::i_null;
  soci::statement rows = (session_.prepare << "SELECT scope, of_id, condition, priority, limit_value, delay, off, set_by, set_at, until FROM vitals_limit",
                          into(scope), into(of), into(condition), into(priority), into(value, has_value), into(delay, has_delay), into(off), into(set_by),
                          into(set_at), into(until, has_until));
  for (bool more = rows.execute(true); more; more = rows.fetch()) {
    Limit limit;
    if (!boost::describe::enum_from_string(scope.c_str(), limit.scope) || !boost::describe::enum_from_string(priority.c_str(), limit.priority))
      return fail(Code::internal, "a limit of '{}' has a scope or a priority nobody knows", of);
    limit.of = of;
    limit.condition = condition;
    if (has_value == soci::i_ok) limit.limit = static_cast<double>(value) / 1000;
    if (has_delay == soci::i_ok) limit.delay = Duration{delay};
    limit.off = off != 0;
    limit.set_by = set_by;
    limit.set_at = from_millis(set_at);
    if (has_until == soci::i_ok) limit.until = from_millis(until);
    limits.push_back(std::move(limit));
  }
  return limits;
}

}  // namespace vestibule::vitals
