#include "trail.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <soci/soci.h>

namespace vestibule::core {
namespace {

constexpr int usual = 50, most = 500;

/// What is asked, as values that SOCI can bind; they live as long as the statement.
struct Bound {
  std::string actor, object, name, names_from, names_until;
  long long from, until, before;
  int limit;

  explicit Bound(const TrailAsked& asked)
      : actor(asked.actor.value_or("")), object(asked.object.value_or("")), name(asked.name.value_or("")), names_from(name),
        names_until(name),
        from(asked.from ? to_millis(*asked.from) : std::numeric_limits<long long>::min()),
        until(asked.until ? to_millis(*asked.until) : std::numeric_limits<long long>::max()),
        before(asked.before.value_or(std::numeric_limits<long long>::max())), limit(std::clamp(asked.limit.value_or(usual), 1, most)) {
    if (name.ends_with('.')) names_until.back() = '/';  // the character after the dot: everything that begins so is between the two
  }
};

/// Whether entries can be found under that actor. Machines' cannot: they are looked for entry by entry.
bool is_trailed(soci::session& session, const std::string& actor) {
  int any = 0;
  session << "SELECT COUNT(*) FROM (SELECT 1 FROM host_trail WHERE whose = :whose LIMIT 1) AS one", soci::use(actor), soci::into(any);
  return any > 0;
}

std::string query_of(const TrailAsked& asked, bool by_actor) {
  std::string sql = "SELECT j.seq, j.at, j.actor, j.role, j.device, j.command, j.object, j.outcome, j.request, j.reply FROM ";
  const bool trailed = asked.object || by_actor;
  sql += trailed ? "host_trail t JOIN host_journal j ON j.seq = t.seq WHERE " : "host_journal j WHERE ";
  if (asked.object) sql += "t.whose = :object AND ";
  if (asked.actor) sql += by_actor && !asked.object ? "t.whose = :actor AND j.actor = t.whose AND " : "j.actor = :actor AND ";
  if (asked.name) sql += asked.name->ends_with('.') ? "j.command >= :names_from AND j.command < :names_until AND " : "j.command = :name AND ";
  const char* order = trailed ? "t.seq" : "j.seq";
  return sql + fmt::format("j.at >= :from AND j.at < :until AND {0} < :before ORDER BY {0} DESC LIMIT :n", order);
}

struct Row {
  Trace trace;
  long long sequence = 0, at = 0;
  std::string request, reply;

  Trace unpacked() {
    trace.sequence = sequence;
    trace.at = from_millis(at);
    trace.request = parse_json(request).value_or(json::value{});
    trace.reason = trace.outcome == "ok" ? std::string{} : reply;
    return trace;
  }
};

}  // namespace

std::vector<Trace> traces(soci::session& session, const TrailAsked& asked) {
  const Bound bound(asked);
  Row row;
  Trace& t = row.trace;
  soci::statement select(session);
  for (auto* into : {&row.sequence, &row.at}) select.exchange(soci::into(*into));
  for (auto* into : {&t.actor, &t.role, &t.device, &t.name, &t.object, &t.outcome, &row.request, &row.reply}) select.exchange(soci::into(*into));
  if (asked.object) select.exchange(soci::use(bound.object));
  if (asked.actor) select.exchange(soci::use(bound.actor));
  if (asked.name && asked.name->ends_with('.')) {
    select.exchange(soci::use(bound.names_from));
    select.exchange(soci::use(bound.names_until));
  } else if (asked.name) {
    select.exchange(soci::use(bound.name));
  }
  for (const auto* use : {&bound.from, &bound.until, &bound.before}) select.exchange(soci::use(*use));
  select.exchange(soci::use(bound.limit));
  select.alloc();
  select.prepare(query_of(asked, asked.actor && is_trailed(session, *asked.actor)));
  select.define_and_bind();
  std::vector<Trace> found;
  for (bool more = select.execute(true); more; more = select.fetch()) found.push_back(row.unpacked());
  return found;
}

}  // namespace vestibule::core
