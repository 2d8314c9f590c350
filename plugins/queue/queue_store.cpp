#include "queue_store.hpp"

#include <soci/soci.h>

#include "loading_store.hpp"
#include "rows.hpp"
#include "token_store.hpp"
#include "visitor_store.hpp"

namespace vestibule::queue {
namespace {

using Wide = long long;
using soci::use;

Wide millis(Moment moment) { return moment.time_since_epoch().count(); }

/// Binds an optional number as NULL or itself.
struct MaybeNumber {
  Wide value = 0;
  soci::indicator indicator = soci::i_null;
  void set(std::optional<Wide> from) {
    value = from.value_or(0);
    indicator = from ? soci::i_ok : soci::i_null;
  }
};

}  // namespace

struct QueueStore::Inside {
  explicit Inside(soci::session& to) : session(to), tokens(to), desk_statement(to), call_statement(to), taking_statement(to), shown_statement(to), passed_statement(to) {
    prepare_desk();
    prepare_call();
    prepare_taking();
    prepare_shown();
    prepare_passed();
  }

  void prepare_desk();
  void prepare_call();
  void prepare_taking();
  void prepare_shown();
  void prepare_passed();
  void write_desk(const Change& change);
  void write_call(const Change& change);
  void write_taking(const Taking& taking, const std::string& day);
  void write_passed(const Change& change, const std::string& day);
  void take_back(const Change& change);

  soci::session& session;
  TokenStore tokens;

  DeskRow desk;
  std::string last_action;
  soci::indicator has_token = soci::i_null;
  std::string token, called_by;
  Wide call = 0, since = 0, changed_at = 0, changed = 0;
  soci::statement desk_statement;

  std::string area, code, call_desk, service, language;
  int recall = 0, needs = 0;
  Wide sequence = 0, serial = 0, at = 0;
  soci::statement call_statement;

  struct Taken {
    Taking taking;
    std::string day, priority;
    Wide moment = 0, waited = 0, point = 0;
    MaybeNumber low, high, gap;
  } taken;
  soci::statement taking_statement;

  std::string device, shown;
  soci::statement shown_statement;

  struct Passing {
    std::string day, passed, priority, number, cause, longest, by, reason;
    Wide moment = 0, joined = 0, waited = 0;
    int revision = 0, count = 0;
  } passing;
  soci::statement passed_statement;
};

void QueueStore::Inside::prepare_desk() {
  desk_statement =
      (session.prepare << "INSERT INTO queue_desk (id, attendance, token, why, call, since, revision, last_action, changed_at, changed, called_by)"
                          " VALUES (:id, :attendance, :token, :why, :call, :since, :revision, :last_action, :changed_at, :changed, :called_by)"
                          " ON CONFLICT (id) DO UPDATE SET attendance = excluded.attendance, token = excluded.token, why = excluded.why,"
                          " call = excluded.call, since = excluded.since, revision = excluded.revision, last_action = excluded.last_action,"
                          " changed_at = excluded.changed_at, changed = excluded.changed, called_by = excluded.called_by",
       use(desk.id), use(desk.attendance), use(token, has_token), use(desk.why), use(call), use(since), use(desk.revision), use(last_action),
       use(changed_at), use(changed), use(called_by));
}

void QueueStore::Inside::prepare_call() {
  call_statement = (session.prepare << "INSERT INTO queue_call (area, sequence, token, code, desk, service, recall, language, needs, at, withdrawn)"
                                       " VALUES (:area, :sequence, :token, :code, :desk, :service, :recall, :language, :needs, :at, 0)",
                    use(area), use(sequence), use(serial), use(code), use(call_desk), use(service), use(recall), use(language), use(needs), use(at));
}

void QueueStore::Inside::prepare_taking() {
  taking_statement = (session.prepare << "INSERT INTO queue_taking (token, revision, day, service, priority, moment, waited, ahead, desks, point, low,"
                                         " high, gap) VALUES (:token, :revision, :day, :service, :priority, :moment, :waited, :ahead, :desks, :point,"
                                         " :low, :high, :gap)",
                      use(serial), use(taken.taking.revision), use(taken.day), use(service), use(taken.priority), use(taken.moment),
                      use(taken.waited), use(taken.taking.promise.ahead), use(taken.taking.promise.desks), use(taken.point),
                      use(taken.low.value, taken.low.indicator), use(taken.high.value, taken.high.indicator),
                      use(taken.gap.value, taken.gap.indicator));
}

void QueueStore::Inside::prepare_shown() {
  shown_statement = (session.prepare << "INSERT INTO queue_shown (area, sequence, device, shown, at) VALUES (:area, :sequence, :device, :shown, :at)"
                                        " ON CONFLICT (area, sequence, device, shown) DO NOTHING",
                     use(area), use(sequence), use(device), use(shown), use(at));
}

void QueueStore::Inside::prepare_passed() {
  passed_statement =
      (session.prepare << "INSERT INTO queue_overtaking (token, revision, passed, day, service, priority, number, desk, at, moment, joined, cause,"
                          " count, longest, waited, actor, reason, undone) VALUES (:token, :revision, :passed, :day, :service, :priority, :number,"
                          " :desk, :at, :moment, :joined, :cause, :count, :longest, :waited, :actor, :reason, 0)",
       use(serial), use(passing.revision), use(passing.passed), use(passing.day), use(service), use(passing.priority), use(passing.number),
       use(call_desk), use(at), use(passing.moment), use(passing.joined), use(passing.cause), use(passing.count), use(passing.longest),
       use(passing.waited), use(passing.by), use(passing.reason));
}

void QueueStore::Inside::write_desk(const Change& change) {
  desk = row_of(change.desk->after);
  last_action = change.undone || !change.at ? "" : encode_text(row_of(last_action_of(change)));
  has_token = desk.token ? soci::i_ok : soci::i_null;
  token = desk.token.value_or("");
  called_by = desk.by.value_or("");
  call = desk.call;
  since = desk.since;
  changed_at = to_millis(change.doing.at);
  changed = millis(change.doing.now);
  desk_statement.execute(true);
}

void QueueStore::Inside::write_call(const Change& change) {
  const Token& called = change.token->after;
  area = change.call->area->id.text();
  sequence = change.call->sequence;
  serial = called.serial;
  code = called.call_code();
  call_desk = change.desk->after.desk->id.text();
  service = called.service->id.text();
  recall = change.call->recall;
  language = called.language ? *called.language : "";
  needs = called.needs;
  at = to_millis(change.doing.at);
  call_statement.execute(true);
}

void QueueStore::Inside::write_taking(const Taking& taking, const std::string& day) {
  const auto& range = taking.promise.range;
  serial = taking.serial;
  service = taking.service->id.text();
  taken.taking = taking;
  taken.day = day;
  taken.priority = taking.priority->id;
  taken.moment = millis(taking.at);
  taken.waited = taking.waited.count();
  taken.point = taking.promise.point.count();
  taken.low.set(range ? std::optional<Wide>{range->low} : std::nullopt);
  taken.high.set(range ? std::optional<Wide>{range->high} : std::nullopt);
  taken.gap.set(taking.gap ? std::optional<Wide>{taking.gap->count()} : std::nullopt);
  taking_statement.execute(true);
}

void QueueStore::Inside::write_passed(const Change& change, const std::string& day) {
  const Token& by = change.token->after;
  serial = by.serial;
  service = by.service->id.text();
  call_desk = by.desk->id.text();
  at = to_millis(change.doing.at);
  passing = {day, {}, by.priority->id, by.number.text(), {}, {}, change.doing.by, change.reason, millis(change.doing.now),
             millis(change.token->before->joined), 0, by.revision, 0};
  for (const PassedOver& passed : change.passed) {
    passing.passed = passed.priority->id;
    passing.cause = word_of(passed.cause);
    passing.count = passed.count;
    passing.longest = passed.longest;
    passing.waited = passed.waited.count();
    passed_statement.execute(true);
  }
}

void QueueStore::Inside::take_back(const Change& change) {
  if (!change.token) return;
  const Wide of = change.token->after.serial, made = change.desk->before.call;
  session << "DELETE FROM queue_taking WHERE token = :token AND revision = :revision", use(of), use(change.undone_revision);
  session << "UPDATE queue_overtaking SET undone = 1 WHERE token = :token AND revision = :revision", use(of), use(change.undone_revision);
  if (!withdraws_call(change)) return;
  session << "UPDATE queue_call SET withdrawn = 1 WHERE area = :area AND sequence = :sequence", use(change.token->after.service->area->id.text()),
      use(made);
}

QueueStore::QueueStore(soci::session& session) : inside_(std::make_unique<Inside>(session)) {}
QueueStore::~QueueStore() = default;

void QueueStore::write(const Change& change, const Day& day) {
  const Sighting when{change.doing.at, change.doing.now};
  const std::string date = to_iso(day.date);
  if (change.token && change.token->before) inside_->tokens.update(row_of(change.token->after), when);
  else if (change.token) inside_->tokens.insert(row_of(change.token->after), date, when);
  // A row begins as waiting; a kiosk may bring one that is over.
  if (change.token && !change.token->before && change.token->after.over()) inside_->tokens.update(row_of(change.token->after), when);
  if (change.visitor) write_visitor(inside_->session, change.token->after.serial, date, *change.visitor);
  if (change.desk) inside_->write_desk(change);
  if (change.call) inside_->write_call(change);
  if (change.taking) inside_->write_taking(*change.taking, date);
  if (!change.passed.empty()) inside_->write_passed(change, date);
  if (change.undone) inside_->take_back(change);
}

void QueueStore::open_day(const Day& day, Moment now) {
  const std::string date = to_iso(day.date);
  const Wide wall = to_millis(day.opened_at), moment = millis(now);
  inside_->session << "INSERT INTO queue_day (day, opened_at, closed_at, changed_at, changed) VALUES (:day, :opened_at, NULL, :changed_at, :changed)"
                      " ON CONFLICT (day) DO UPDATE SET closed_at = NULL",
      use(date), use(wall), use(wall), use(moment);
}

void QueueStore::close_day(const Day& day, Moment now, const Hall& hall) {
  const std::string date = to_iso(day.date);
  const Wide wall = to_millis(*day.closed_at), moment = millis(now);
  inside_->session << "UPDATE queue_day SET closed_at = :closed_at, changed_at = :changed_at, changed = :changed WHERE day = :day", use(wall),
      use(wall), use(moment), use(date);
  inside_->tokens.close_all(date, {*day.closed_at, now});
  Change change;
  change.doing = {"", *day.closed_at, now};
  for (const DeskNow& desk : hall.desks()) {
    change.desk = DeskChange{desk, desk};
    close_for_the_night(change.desk->after, now);
    inside_->write_desk(change);
  }
}

void QueueStore::acknowledge(const AreaId& area, std::int64_t sequence, Shown shown, const std::string& device, Instant when) {
  inside_->area = area.text();
  inside_->sequence = sequence;
  inside_->device = device;
  inside_->shown = word_of(shown);
  inside_->at = to_millis(when);
  inside_->shown_statement.execute(true);
}

Result<std::optional<Sighting>> QueueStore::load(Hall& hall) { return load_hall(inside_->session, inside_->tokens, hall); }

}  // namespace vestibule::queue
