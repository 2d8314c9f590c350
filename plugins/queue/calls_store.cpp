#include "calls_store.hpp"

#include <vestibule/trial.hpp>

#include <soci/soci.h>

#include "token.hpp"

namespace vestibule::queue {
namespace {

using Wide = long long;
using soci::into;
using soci::use;

constexpr std::size_t most_bytes = 48 * 1024;  // of the 64 KiB that a message on the line may have, with its envelope
constexpr std::size_t most_calls = 100;
constexpr Wide remembered = 1000;

Wide last_call(soci::session& sql, const AreaId& area) {
  Wide last = 0;
  sql << "SELECT coalesce(max(sequence), 0) FROM queue_call WHERE area = :area", into(last), use(area.text());
  return last;
}

}  // namespace

void for_calls(soci::session& sql, const Hospital& hospital, const AreaId& area, std::int64_t after, std::int64_t most,
               const std::function<bool(BoardCall)>& each) {
  std::string code, desk, service, language, name;
  int recall = 0, needs = 0, withdrawn = 0;
  Wide sequence = 0, at = 0;
  const Wide first = after, limit = most;
  soci::statement select =
      (sql.prepare << "SELECT sequence, code, desk, service, recall, language, needs, at, withdrawn, coalesce(shown_name, '') FROM queue_call"
                      " LEFT JOIN queue_visitor ON queue_visitor.token = queue_call.token WHERE area = :area"
                      " AND sequence > :after ORDER BY sequence LIMIT :most",
       into(sequence), into(code), into(desk), into(service), into(recall), into(language), into(needs), into(at), into(withdrawn),
       into(name), use(area.text()), use(first), use(limit));
  for (bool more = select.execute(true); more; more = select.fetch()) {
    BoardCall call;
    call.sequence = sequence;
    call.call_code = code;
    call.desk = DeskId{desk};
    const Desk* at_desk = hospital.desk(call.desk);
    const Service* of = hospital.service(ServiceId{service});
    call.desk_name = at_desk ? at_desk->name : Texts{};
    call.service_name = of ? of->name : Texts{};
    call.recall = recall != 0;
    call.language = language.empty() ? std::nullopt : std::optional{language};
    call.needs = needs_in(static_cast<Needs>(needs));
    call.desk_way = at_desk ? way_for(*at_desk, call.needs) : std::nullopt;
    call.at = from_millis(at);
    call.withdrawn = withdrawn ? std::optional{true} : std::nullopt;
    call.shown_name = name.empty() ? std::nullopt : std::optional{name};
    if (!each(std::move(call))) return;
  }
}

Result<Calls> read_calls(soci::session& sql, const Hospital& hospital, const CallsSince& asked) {
  if (!hospital.area(asked.area)) return fail(Code::not_found, "there is no area '{}' in the hospital file", asked.area);
  VESTIBULE_RARE("calls_asked_again");
  const Wide from = std::max<Wide>(asked.after + (VESTIBULE_PLANTED("first_missed_call_skipped") ? 1 : 0), last_call(sql, asked.area) - remembered);
  Calls calls;
  std::size_t bytes = 0;
  for_calls(sql, hospital, asked.area, from, most_calls + 1, [&](BoardCall call) {
    bytes += encode_text(call).size() + 1;
    if (!calls.calls.empty() && (bytes > most_bytes || calls.calls.size() == most_calls)) {
      calls.more = true;
      return false;
    }
    calls.calls.push_back(std::move(call));
    return true;
  });
  return calls;
}

}  // namespace vestibule::queue
