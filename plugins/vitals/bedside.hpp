#pragma once
// The rooms put together: beds change, devices are heard, readings are kept, wards are painted. Loop thread; only `ear_` lives elsewhere.

#include <map>
#include <memory>
#include <set>

#include "alarms/alarm_room.hpp"
#include "beds/beds_room.hpp"
#include "listening/ear.hpp"
#include "rules/limit_room.hpp"
#include "scores/chart_room.hpp"
#include "wards/picture.hpp"
#include "wards/trend.hpp"

namespace vestibule::vitals {

struct VitalsSettings {
  int keep_readings_days = 7;
  int keep_minutes_days = 90;
  int write_seconds = 10;
  std::string conditions;
};
BOOST_DESCRIBE_STRUCT(VitalsSettings, (), (keep_readings_days, keep_minutes_days, write_seconds, conditions))

class Bedside {
 public:
  Bedside(Context& context, const VitalsSettings& settings, Conditions conditions);

  void add_commands();
  void add_queries();
  Result<> load();
  void stop();

 private:
  Surroundings surroundings();
  void ending(Act& act, const Turn& turn, const Book& next);
  std::vector<Scored> scored() const;
  void add_to(const BedInfo& bed, Tile& tile) const;
  void changed(const std::vector<WardId>& wards, const Turn& turn, Instant at);
  void begin_listening();
  void assign();
  void keep_spans(const Turn& turn, Instant at);
  void hear(News news);
  void paint_soon(const WardId& ward, bool urgent);
  void paint_due();
  void paint_trends();
  WardPicture picture(const WardInfo& ward) const;
  Result<Wards> wards() const;
  Result<Devices> devices() const;

  Context& context_;
  BedsRoom beds_;
  const Surroundings surroundings_;
  LimitRoom limits_;
  AlarmRoom alarms_;
  ChartRoom charts_;
  Ear ear_;
  std::map<DeviceId, Heard> heard_;
  bool line_ = false;
  struct Painting {
    Steady last{};
    bool wanted = false, urgent = false;
  };
  std::map<WardId, Painting> paintings_;
  TrendBook trends_;
};

}  // namespace vestibule::vitals
