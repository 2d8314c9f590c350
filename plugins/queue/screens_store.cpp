#include "screens_store.hpp"

#include <soci/soci.h>

namespace vestibule::queue {
namespace {

using Wide = long long;
using soci::into;
using soci::use;

template <class Enum>
std::string word_of(Enum value) {
  return boost::describe::enum_to_string(value, "?");
}

template <class T>
T decoded(const std::string& text) {
  return decode_text<T>(text).value_or(T{});  // what an older host wrote and this one cannot read is as if it were not there
}

void load_known(soci::session& sql, Screens& screens, Steady now) {
  std::string device, area, desk, state;
  soci::statement select =
      (sql.prepare << "SELECT device, area, desk, state FROM queue_screen ORDER BY device", into(device), into(area), into(desk), into(state));
  for (bool more = select.execute(true); more; more = select.fetch()) {
    KnownScreen known{device, AreaId{area}, std::nullopt, decode<ScreenState>(json::value(state)).value_or(ScreenState::seen)};
    if (!desk.empty()) known.desk = DeskId{desk};
    screens.put(known, now);
  }
}

void load_orders(soci::session& sql, Screens& screens) {
  std::string device, orders;
  soci::statement select = (sql.prepare << "SELECT device, orders FROM queue_order ORDER BY device", into(device), into(orders));
  for (bool more = select.execute(true); more; more = select.fetch()) screens.put(device, decoded<DeviceOrders>(orders));
}

void load_takeovers(soci::session& sql, Screens& screens) {
  std::string area, texts, level;
  Wide since = 0;
  soci::statement select =
      (sql.prepare << "SELECT area, texts, level, since FROM queue_takeover", into(area), into(texts), into(level), into(since));
  for (bool more = select.execute(true); more; more = select.fetch())
    screens.put(AreaId{area}, Takeover{decoded<Texts>(texts), decode<TakeoverLevel>(json::value(level)).value_or(TakeoverLevel::emergency),
                                       from_millis(since)});
}

}  // namespace

void store_screen(soci::session& sql, const KnownScreen& screen, Instant when) {
  const std::string desk = screen.desk ? screen.desk->text() : "", state = word_of(screen.state);
  const Wide at = to_millis(when);
  sql << "INSERT INTO queue_screen (device, area, desk, state, at) VALUES (:device, :area, :desk, :state, :at) ON CONFLICT (device) DO UPDATE"
         " SET area = excluded.area, desk = excluded.desk, state = excluded.state, at = excluded.at",
      use(screen.device), use(screen.area.text()), use(desk), use(state), use(at);
}

void erase_screen(soci::session& sql, const std::string& device) { sql << "DELETE FROM queue_screen WHERE device = :device", use(device); }

void store_orders(soci::session& sql, const std::string& device, const DeviceOrders& orders, Instant when) {
  const std::string text = encode_text(orders);
  const Wide at = to_millis(when);
  sql << "INSERT INTO queue_order (device, orders, at) VALUES (:device, :orders, :at) ON CONFLICT (device) DO UPDATE"
         " SET orders = excluded.orders, at = excluded.at",
      use(device), use(text), use(at);
}

void store_takeover(soci::session& sql, const AreaId& area, const Takeover& takeover) {
  const std::string texts = encode_text(takeover.texts), level = word_of(takeover.level);
  const Wide since = to_millis(takeover.since);
  sql << "INSERT INTO queue_takeover (area, texts, level, since) VALUES (:area, :texts, :level, :since) ON CONFLICT (area) DO UPDATE"
         " SET texts = excluded.texts, level = excluded.level, since = excluded.since",
      use(area.text()), use(texts), use(level), use(since);
}

void erase_takeover(soci::session& sql, const AreaId& area) { sql << "DELETE FROM queue_takeover WHERE area = :area", use(area.text()); }

void load_screens(soci::session& sql, Screens& screens, Steady now) {
  screens.clear();
  load_known(sql, screens, now);
  load_orders(sql, screens);
  load_takeovers(sql, screens);
}

}  // namespace vestibule::queue
