#include "token_store.hpp"

#include <vestibule/trial.hpp>

#include <soci/soci.h>


namespace vestibule::queue {
namespace {

/// A column that may be NULL.
template <class Stored>
struct Nullable {
  Stored value{};
  soci::indicator indicator = soci::i_null;

  template <class T>
  void set(const std::optional<T>& from) {
    indicator = from ? soci::i_ok : soci::i_null;
    if (from) value = *from;
  }
  template <class T>
  void get(std::optional<T>& to) const {
    if (indicator == soci::i_null) to.reset();
    else to = static_cast<T>(value);
  }
};

/// What SOCI's 64-bit binding is called.
using Wide = long long;

}  // namespace

/// The statements are bound to these members once; writing is filling them and executing.
struct TokenStore::Inside {
  explicit Inside(soci::session& to) : session(to), insert(to), update(to) {
    prepare_insert();
    prepare_update();
  }

  void prepare_insert();
  void prepare_update();
  void fill(const TokenRow& from, const Sighting& when);

  soci::session& session;
  TokenRow row;
  std::string day;
  Wide serial = 0, issued_at = 0, joined = 0, credit = 0, since = 0, returns = 0, point = 0, changed_at = 0, changed = 0;
  Nullable<Wide> booked;
  Nullable<std::string> desk, pathway;
  Nullable<int> low, high;
  soci::statement insert, update;
};

void TokenStore::Inside::prepare_insert() {
  using soci::use;
  insert = (session.prepare << "INSERT INTO queue_token (serial, id, day, numbered_by, counter, number, code, language, needs, issued_at,"
                               " booked, service, priority, pathway, stage_left, joined, credit, since, ahead, desks, point, low, high,"
                               " changed_at, changed) VALUES (:serial, :id, :day, :numbered_by, :counter, :number, :code, :language, :needs,"
                               " :issued_at, :booked, :service, :priority, :pathway, :stage_left, :joined, :credit, :since, :ahead, :desks,"
                               " :point, :low, :high, :changed_at, :changed)",
            use(serial), use(row.id), use(day), use(row.numbered_by), use(row.counter), use(row.number), use(row.code), use(row.language),
            use(row.needs), use(issued_at), use(booked.value, booked.indicator), use(row.service), use(row.priority),
            use(pathway.value, pathway.indicator), use(row.stage_left), use(joined), use(credit), use(since), use(row.ahead), use(row.desks),
            use(point), use(low.value, low.indicator), use(high.value, high.indicator), use(changed_at), use(changed));
}

void TokenStore::Inside::prepare_update() {
  using soci::use;
  update = (session.prepare
                << "UPDATE queue_token SET code = :code, service = :service, priority = :priority, state = :state, desk = :desk, pathway = :pathway,"
                   " stage = :stage, stage_left = :stage_left, joined = :joined, credit = :credit, returned = :returned, since = :since,"
                   " returns = :returns, calls = :calls, ahead = :ahead, desks = :desks, point = :point, low = :low, high = :high,"
                   " earned = :earned, outcome = :outcome, revision = :revision, changed_at = :changed_at, changed = :changed"
                   " WHERE serial = :serial",
            use(row.code), use(row.service), use(row.priority), use(row.state), use(desk.value, desk.indicator), use(pathway.value, pathway.indicator),
            use(row.stage), use(row.stage_left), use(joined), use(credit), use(row.returned), use(since), use(returns), use(row.calls),
            use(row.ahead), use(row.desks), use(point), use(low.value, low.indicator), use(high.value, high.indicator), use(row.earned),
            use(row.outcome), use(row.revision), use(changed_at), use(changed), use(serial));
}

void TokenStore::Inside::fill(const TokenRow& from, const Sighting& when) {
  row = from;
  serial = from.serial;
  issued_at = from.issued_at;
  joined = from.joined;
  credit = from.credit;
  since = from.since;
  returns = from.returns;
  point = from.point;
  changed_at = to_millis(when.wall);
  changed = when.moment.time_since_epoch().count();
  booked.set(from.booked);
  desk.set(from.desk);
  pathway.set(from.pathway);
  low.set(from.low);
  high.set(from.high);
}

TokenStore::TokenStore(soci::session& session) : inside_(std::make_unique<Inside>(session)) {}
TokenStore::~TokenStore() = default;

void TokenStore::insert(const TokenRow& row, const std::string& day, const Sighting& when) {
  inside_->fill(row, when);
  inside_->day = day;
  inside_->insert.execute(true);
}

void TokenStore::update(const TokenRow& row, const Sighting& when) {
  inside_->fill(row, when);
  inside_->update.execute(true);
}

void TokenStore::close_all(const std::string& day, const Sighting& when) {
  const Wide wall = to_millis(when.wall), moment = when.moment.time_since_epoch().count();
  const std::string outcome = day_closed;
  const std::string there = VESTIBULE_PLANTED("parked_left_open_at_night") ? "('waiting', 'called', 'serving')" : "('waiting', 'called', 'serving', 'parked')";
  inside_->session << "UPDATE queue_token SET credit = CASE WHEN state = 'waiting' THEN :now - joined + credit ELSE credit END,"
                      " state = CASE WHEN state = 'serving' THEN 'done' ELSE 'cancelled' END, outcome = :outcome,"
                      " since = :since, revision = revision + 1, changed_at = :changed_at, changed = :changed"
                      " WHERE day = :day AND state IN " + there,
      soci::use(moment), soci::use(outcome), soci::use(moment), soci::use(wall), soci::use(moment), soci::use(day);
}

Sighting TokenStore::load(const std::string& day, const std::function<void(const TokenRow&)>& use_row) {
  using soci::into;
  TokenRow row;
  Sighting latest;
  Wide serial = 0, issued_at = 0, joined = 0, credit = 0, since = 0, returns = 0, point = 0, changed_at = 0, changed = 0;
  Nullable<Wide> booked;
  Nullable<std::string> desk, pathway;
  Nullable<int> low, high;
  // A day's tokens follow those of the days before: read from its first on as they lie, nothing needs sorting. The joined text keeps
  // SQLite from the index that begins with the day.
  Wide first = 0;
  inside_->session << "SELECT coalesce(min(serial), 0) FROM queue_token WHERE day = :day", into(first), soci::use(day);
  soci::statement select =
      (inside_->session.prepare << "SELECT serial, id, numbered_by, counter, number, code, language, needs, issued_at, booked, service,"
                                   " priority, state, desk, pathway, stage, stage_left, joined, credit, returned, since, returns, calls,"
                                   " ahead, desks, point, low, high, earned, outcome, revision, changed_at, changed"
                                   " FROM queue_token WHERE serial >= :first AND day || '' = :day ORDER BY serial",
       into(serial), into(row.id), into(row.numbered_by), into(row.counter), into(row.number), into(row.code), into(row.language),
       into(row.needs), into(issued_at), into(booked.value, booked.indicator), into(row.service), into(row.priority), into(row.state),
       into(desk.value, desk.indicator), into(pathway.value, pathway.indicator), into(row.stage), into(row.stage_left), into(joined),
       into(credit), into(row.returned), into(since), into(returns), into(row.calls), into(row.ahead), into(row.desks), into(point),
       into(low.value, low.indicator), into(high.value, high.indicator), into(row.earned), into(row.outcome), into(row.revision),
       into(changed_at), into(changed), soci::use(first), soci::use(day));
  for (bool more = select.execute(true); more; more = select.fetch()) {
    row.serial = serial;
    row.issued_at = issued_at;
    row.joined = joined;
    row.credit = credit;
    row.since = since;
    row.returns = returns;
    row.point = point;
    booked.get(row.booked);
    desk.get(row.desk);
    pathway.get(row.pathway);
    low.get(row.low);
    high.get(row.high);
    use_row(row);
    if (Moment{Duration{changed}} >= latest.moment) latest = {from_millis(changed_at), Moment{Duration{changed}}};
  }
  return latest;
}

std::int64_t TokenStore::last_serial() {
  Wide serial = 0;
  inside_->session << "SELECT coalesce(max(serial), 0) FROM queue_token", soci::into(serial);
  return serial;
}

}  // namespace vestibule::queue
