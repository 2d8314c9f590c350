#pragma once
// The hospital as its file describes it: what does not change while the house runs.

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <vestibule/queue_wire.hpp>

#include "discipline.hpp"

namespace vestibule::queue {

/// A waiting area with its screens.
struct Area {
  AreaId id;
  Texts name;
  bool private_codes = false;  ///< of its services, if they do not say otherwise
  std::size_t index = 0;
};

/// An ordered list of classes, most urgent first; `ordinary` is the class of whoever says nothing.
struct Scale {
  std::string id;
  std::deque<Priority> classes;
  const Priority* ordinary = nullptr;
};

/// Within [booked - early, booked + late] a patient with an appointment is taken as having come `lead` before the booked
/// time; outside, as having come when they came.
struct Appointments {
  bool taken = false;  ///< appointments can be booked
  Duration early{};
  Duration late{};
  Duration lead{};
};

/// Open from `from` until `until` (minutes of the local day, `until` excluded) on the days whose bit is set; Monday is bit 0.
struct OpeningHours {
  unsigned days = 0;
  int from = 0;
  int until = 0;
};

/// From `from` until `until` in minutes of the local day, `until` excluded.
struct Span {
  int from = 0;
  int until = 0;
};

/// When a service, or `people` waiting for it, makes the kiosk ask before it gives a number.
struct LongQueue {
  std::optional<int> minutes;  ///< of the range's upper end
  std::optional<int> people;
};

/// Services under one button of the kiosk; groups may stand in groups.
struct Group {
  std::string id;
  Texts name;
  const Group* parent = nullptr;
  std::size_t index = 0;
};

struct Desk;

struct Service {
  ServiceId id;
  std::string letter;
  Texts name;
  const Area* area = nullptr;
  const Scale* scale = nullptr;
  std::unique_ptr<const Discipline> discipline;
  Appointments appointments;
  std::vector<OpeningHours> opening;  ///< empty: whenever the day is open
  std::optional<int> daily_limit;
  bool private_codes = false;         ///< call codes that do not tell the order of arrival
  std::vector<UrgencyChoice> urgency;
  const Group* group = nullptr;
  Texts info;                         ///< what a patient should read first; empty: nothing
  std::vector<Ask> asks;
  LongQueue long_queue;
  bool shows_name = false;            ///< patients may choose to be called with initials
  std::size_t index = 0;

  const Priority* priority(std::string_view wanted) const;
};

/// A counter or room. A token may also wait for one desk alone.
struct Desk {
  DeskId id;
  Texts name;
  Texts way;  ///< how to find it, said to somebody who is blind; may be empty
  const Area* area = nullptr;
  std::vector<const Service*> services;
  std::size_t index = 0;

  bool gives(const Service& service) const;
};

/// What one token goes through: stages in order; the services within one stage in any order. A service that comes again
/// is coming back with results, and the patient keeps the credit they had there.
struct Pathway {
  PathwayId id;
  Texts name;
  std::vector<std::vector<const Service*>> stages;
};

/// A date on which services keep other hours, or none.
struct SpecialDay {
  std::chrono::year_month_day date{};
  std::vector<const Service*> services;  ///< empty: all
  std::vector<Span> open;                ///< empty: closed
};

/// Where a kiosk stands, for the staff whom it calls.
struct KioskPlace {
  std::string id;  ///< the name it has at the broker
  Texts name;
  const Area* area = nullptr;
};

/// How a visit may end at this site.
struct Outcome {
  std::string id;
  Texts name;
};

/// Deques, because the parts point at each other.
struct Hospital {
  Texts name;
  Texts urgent_place;
  std::vector<std::string> languages;
  std::string time_zone;
  std::deque<Area> areas;
  std::deque<Scale> scales;
  std::deque<Group> groups;
  std::deque<Service> services;
  std::deque<Desk> desks;
  std::deque<Pathway> pathways;
  std::vector<SpecialDay> special_days;
  std::deque<KioskPlace> kiosks;
  std::deque<Outcome> outcomes;  ///< none: any word is one

  const Area* area(const AreaId& id) const;
  const Service* service(const ServiceId& id) const;
  const Desk* desk(const DeskId& id) const;
  const Pathway* pathway(const PathwayId& id) const;
  const KioskPlace* kiosk(std::string_view id) const;
  const Outcome* outcome(std::string_view id) const;
  const std::string* language(std::string_view code) const;
};

/// Reads the hospital file. `file` is its name for the sentences of an error: "hospital.toml:12: service 'x': ...".
Result<std::unique_ptr<const Hospital>> read_hospital(std::string_view text, const std::string& file);

}  // namespace vestibule::queue
