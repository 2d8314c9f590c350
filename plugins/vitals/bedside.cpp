#include "bedside.hpp"

#include <algorithm>

namespace vestibule::vitals {
namespace {

constexpr Duration between_paintings{950}, between_urgent_paintings{150};
constexpr Duration longest_without{5'000};  ///< a screen that hears nothing for longer shows nothing as live
constexpr auto longest_history = std::chrono::days(31);

EarOptions options_of(const VitalsSettings& settings) {
  return {std::chrono::seconds(settings.write_seconds), std::chrono::hours(24 * settings.keep_readings_days), std::chrono::hours(24 * settings.keep_minutes_days)};
}

Result<> check(const HistoryAsked& asked) {
  if (asked.until <= asked.from || asked.until - asked.from > longest_history) return fail(Code::invalid, "$.until must come after $.from, within 31 days");
  if (asked.points && (*asked.points < 10 || *asked.points > 5000)) return fail(Code::invalid, "$.points must be from 10 to 5000");
  return {};
}

Span span_of(const Placing& placing) { return {placing.episode, placing.patient, placing.bed, placing.device, placing.begins, {}}; }

}  // namespace

Bedside::Bedside(Context& context, const VitalsSettings& settings, Conditions conditions)
    : context_(context),
      beds_(context, [this](Act& act, const Turn& turn, const Book& next) { ending(act, turn, next); },
            [this](const std::vector<WardId>& wards, const Turn& turn, Instant at) { changed(wards, turn, at); }),
      surroundings_(surroundings()),
      limits_(context, surroundings_, std::move(conditions)),
      alarms_(context, surroundings_),
      charts_(context, surroundings_, [this] { return scored(); },
              [this](const Scored& one, int points, bool red) {
                if (context_.intake.is_open())
                  context_.intake.there([this, device = one.device, episode = one.episode, points, red] { ear_.score(device, episode, points, red); });
              }),
      ear_(options_of(settings), context.clock, context.series,
           [this](News news) { context_.intake.here([this, news = std::move(news)]() mutable { hear(std::move(news)); }); }) {}

Surroundings Bedside::surroundings() {
  return {[this](const PatientId& patient) -> std::optional<std::int64_t> {
            const auto* const bed = beds_.book().bed_of(patient);
            return bed && bed->episode ? std::optional(bed->episode->episode) : std::nullopt;
          },
          [this](const PatientId& patient) { return beds_.subject_of(patient); },
          [this](const WardId& ward) {
            const auto* const info = beds_.book().ward(ward);
            return Subject{"ward " + ward.text(), info ? std::vector{info->department} : std::vector<std::string>{}, {}, false};
          },
          [this](const WardId& ward) { return beds_.book().ward(ward) != nullptr; },
          [this](const WardId& ward) {
            if (beds_.book().ward(ward)) paint_soon(ward, true);
          },
          [this] { assign(); }};
}

void Bedside::add_commands() {
  beds_.add_commands();
  limits_.add_commands();
  alarms_.add_commands();
  charts_.add_commands();
}

void Bedside::add_queries() {
  auto& commands = context_.commands;
  commands.add_query<WardAsked>({"vitals.ward", "vitals.see", "Shows a ward's beds, values, scores and alarms as they are now"},
                                [this](const WardAsked& asked) -> Result<WardPicture> {
                                  if (const auto* ward = beds_.book().ward(asked.ward)) return picture(*ward);
                                  return fail(Code::not_found, "there is no ward '{}'", asked.ward);
                                });
  commands.add_query<WardsAsked>({"vitals.wards", "vitals.see_beds", "Lists wards and beds, what stands there and who lies there"},
                                 [this](const WardsAsked&) { return wards(); });
  commands.add_query<DevicesAsked>({"vitals.devices", "vitals.devices", "Shows how each device is: last seen, gaps, what was refused and why"},
                                   [this](const DevicesAsked&) { return devices(); });
  commands.add_series_query<HistoryAsked>({"vitals.history", "vitals.history", "Shows what was measured of a patient over time"},
                                          [this](const HistoryAsked& asked) { return std::optional<Subject>(beds_.subject_of(asked.patient)); },
                                          [](const HistoryAsked& asked, soci::session& sql) -> Result<History> {
                                            VESTIBULE_CHECK(check(asked));
                                            return readings_store::read(sql, asked);
                                          });
}

Result<> Bedside::load() {
  VESTIBULE_CHECK(beds_.load());
  VESTIBULE_CHECK(limits_.load());
  VESTIBULE_CHECK(alarms_.load());
  VESTIBULE_CHECK(charts_.load());
  if (beds_.book().beds().empty()) return {};
  begin_listening();
  for (const auto& [id, bed] : beds_.book().beds())
    if (bed.episode) keep_spans({{}, {*bed.episode}}, bed.episode->begins);
  for (const auto& [id, ward] : beds_.book().wards()) paint_soon(id, true);
  assign();
  return {};
}

void Bedside::stop() {
  if (!context_.intake.is_open()) return;
  context_.intake.close();
  ear_.close();  // its thread has ended
}

/// A house without beds hears nothing: no thread, no line, no file.
void Bedside::begin_listening() {
  if (context_.intake.is_open()) return;
  context_.intake.open(Ear::filters(), ear_);
  charts_.begin();
  context_.series.write([](soci::session&) {});  // whoever asks for a history finds a file, if an empty one
}

/// What is open about a patient ends with the episode, in the same transaction.
void Bedside::ending(Act& act, const Turn& turn, const Book& next) {
  for (const auto& ended : turn.ended) {
    const auto* const bed = next.bed_of(ended.patient);
    alarms_.end_alarms(act, ended.patient, !bed ? Reason::discharged : bed->bed != ended.bed ? Reason::moved : Reason::device_changed);
  }
}

void Bedside::changed(const std::vector<WardId>& wards, const Turn& turn, Instant at) {
  if (!beds_.book().beds().empty()) begin_listening();
  keep_spans(turn, at);
  assign();
  for (const auto& ward : wards) paint_soon(ward, true);
}

void Bedside::assign() {
  std::vector<Assignment> all;
  for (const auto& [id, bed] : beds_.book().beds())
    if (bed.device) {
      Assignment one{*bed.device, id, bed.ward, bed.episode, nullptr, {}};
      if (bed.episode) {
        one.conditions = limits_.conditions_for(bed.ward, bed.episode->patient);
        one.known = alarms_.open_of(bed.episode->patient, bed.episode->episode);
      }
      all.push_back(std::move(one));
    }
  context_.intake.there([this, all = std::move(all)] { ear_.assign(all); });
}

/// What of the series is whose. A batch may be lost, so open ones are said again at each start.
void Bedside::keep_spans(const Turn& turn, Instant at) {
  std::vector<Span> spans;
  for (const auto& ended : turn.ended) {
    spans.push_back(span_of(ended));
    spans.back().ends = at;
  }
  for (const auto& begun : turn.begun) spans.push_back(span_of(begun));
  if (spans.empty()) return;
  const bool kept = context_.series.write([spans](soci::session& sql) {
    for (const auto& span : spans) readings_store::write(sql, span);
  });
  if (!kept) context_.log.error("whose readings are whose could not be kept; it is tried again at the next start");
}

void Bedside::hear(News news) {
  for (auto& found : news.found) alarms_.take({found.episode, found.patient, found.ward, found.bed}, std::move(found.findings));
  const bool line_changed = news.line != line_;
  line_ = news.line;
  const Steady now = context_.clock.steady();
  for (auto& heard : news.heard) {
    const auto* const bed = beds_.book().bed_of(heard.id);
    const auto found = heard_.find(heard.id);
    const bool state_changed = found == heard_.end() || found->second.device.state(now) != heard.device.state(now);
    if (bed) {
      paint_soon(bed->ward, state_changed);
      trends_.note(bed->bed, heard, now);
    }
    heard_.insert_or_assign(heard.id, std::move(heard));
  }
  for (const auto& [id, ward] : beds_.book().wards())
    if (line_changed || now - paintings_[id].last >= longest_without) paint_soon(id, line_changed);
  paint_due();
  if (trends_.turn(now)) paint_trends();
}

void Bedside::paint_trends() {
  for (const auto& [id, ward] : beds_.book().wards())
    context_.publisher.retain("ward/" + id.text() + "/trend", [this, of = id] { return trends_.of(beds_.book(), of, context_.clock.wall()); });
}

void Bedside::paint_soon(const WardId& ward, bool urgent) {
  auto& painting = paintings_[ward];
  painting.wanted = true;
  painting.urgent = painting.urgent || urgent;
  paint_due();
}

/// News comes twice a second, if it is only that there is none: what is not due yet is painted then.
void Bedside::paint_due() {
  const Steady now = context_.clock.steady();
  for (auto& [id, painting] : paintings_) {
    if (!painting.wanted || now - painting.last < (painting.urgent ? between_urgent_paintings : between_paintings)) continue;
    painting = {now, false, false};
    context_.publisher.retain("ward/" + id.text(), [this, ward = id] {
      const auto* const info = beds_.book().ward(ward);
      return info ? picture(*info) : WardPicture{};
    });
  }
}

WardPicture Bedside::picture(const WardInfo& ward) const {
  const auto heard_of = [this](const DeviceId& device) {
    const auto found = heard_.find(device);
    return found == heard_.end() ? nullptr : &found->second;
  };
  const auto more_of = [this](const BedInfo& bed, const Heard*, Tile& tile) { add_to(bed, tile); };
  auto painted = picture_of(beds_.book(), ward, heard_of, more_of, line_, context_.clock.steady());
  painted.alarms = alarms_.shown(ward.ward);
  return painted;
}

/// What was entered by hand, where no monitor says it, and the score.
void Bedside::add_to(const BedInfo& bed, Tile& tile) const {
  if (!bed.lying) return;
  for (const auto& figure : charts_.entered(bed.lying->patient))
    if (std::none_of(tile.figures.begin(), tile.figures.end(), [&](const Figure& other) { return other.measure == figure.measure; })) tile.figures.push_back(figure);
  tile.score = charts_.shown(bed.lying->patient, bed.episode ? bed.episode->episode : 0);
}

/// Only what was measured of this patient by this device in this bed.
std::vector<Scored> Bedside::scored() const {
  std::vector<Scored> all;
  for (const auto& [id, bed] : beds_.book().beds()) {
    if (!bed.lying) continue;
    Scored one{bed.lying->patient, bed.episode ? bed.episode->episode : 0, bed.ward, bed.device.value_or(DeviceId{}), {}, {}};
    if (bed.lying->age) one.age = bed.lying->age->reveal();
    if (!bed.episode) {
      all.push_back(std::move(one));
      continue;
    }
    const auto heard = heard_.find(one.device);
    if (heard != heard_.end() && heard->second.episode == one.episode)
      for (std::size_t m = 0; m < measures; ++m)
        if (const auto& latest = heard->second.latest[m]) one.measured[m] = Measured{latest->value, latest->came};
    all.push_back(std::move(one));
  }
  return all;
}

Result<Wards> Bedside::wards() const {
  Wards all;
  for (const auto& [id, ward] : beds_.book().wards()) {
    WardEntry entry{id, ward.name, ward.department, ward.names, {}, {}};
    for (const auto* bed : beds_.book().beds_of(id)) {
      entry.beds.push_back(beds_.book().now(bed->bed));
      entry.bed_names.push_back(bed->name);
    }
    all.wards.push_back(std::move(entry));
  }
  return all;
}

Result<Devices> Bedside::devices() const {
  Devices all;
  all.listening = line_;
  const Now now{context_.clock.wall(), context_.clock.steady()};
  for (const auto& [id, heard] : heard_) {
    auto health = heard.device.health(id, now);
    if (const auto* bed = beds_.book().bed_of(id)) health.bed = bed->bed;
    all.devices.push_back(std::move(health));
  }
  for (const auto& [id, bed] : beds_.book().beds()) {
    if (!bed.device || heard_.contains(*bed.device)) continue;
    DeviceHealth health;
    health.device = *bed.device;
    health.bed = id;
    all.devices.push_back(std::move(health));
  }
  return all;
}

}  // namespace vestibule::vitals
