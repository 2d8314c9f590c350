#pragma once
// What a ward screen knows and decides: which values may still be shown, what flashes, what is heard, whether the line to the house
// stands. No screen, no network, no clock: time is passed in, so every rule has a test.
//
// Promises kept here: a value that is old is grey, then gone, and never shown as live, whatever kept, delayed or reordered the picture it
// came in; a picture of another time or database is ignored; a lost line is said and heard as loudly as what it may hide.

#include <vestibule/vitals_wire.hpp>
#include <vestibule/wire/envelope.hpp>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "delay.hpp"

namespace vestibule::ward {

struct ModelOptions {
  vitals::WardId ward;
  Duration lost_after{8'000};   ///< without a word of the host: its pulse comes every 5 s
  Duration cut_after{2'000};    ///< the broker is gone: a line that comes back at once is nobody's business
};

/// How a value may be shown.
enum class Freshness { live, stale, blank };

struct ShownFigure {
  vitals::Measure measure = vitals::Measure::hr;
  Freshness freshness = Freshness::blank;
  double value = 0;
  std::optional<Duration> age{};  ///< worth saying: of what is no longer fresh, or was entered by hand
  bool by_hand = false;
  bool doubtful = false;
  bool faulty = false;            ///< its sensor does not measure
};

struct ShownTile {
  vitals::Tile tile;
  std::vector<ShownFigure> figures{};            ///< in the order of Measure; those known of
  std::optional<vitals::AlarmShown> alarm{};     ///< the most urgent of this bed
  std::size_t more = 0;                          ///< other open alarms of this bed
  std::set<vitals::Measure> alarmed{};           ///< measures its sounding or flashing alarms are about
  std::optional<Duration> silent_for{};
  std::map<vitals::Measure, std::vector<std::optional<double>>> trends{};
  bool score_counts = false;                     ///< the score is of now
};

struct Shown {
  bool known = false;                 ///< a picture has come
  std::map<std::string, std::string> name;
  std::vector<ShownTile> tiles;
  std::vector<vitals::AlarmShown> alarms;
  bool listening = true;              ///< the house hears its devices
  std::optional<Duration> lost{};     ///< since when there is no line to the house
  vitals::Priority loss = vitals::Priority::medium;
};

/// Its colour is shown and changes with the clock.
bool flashes(const vitals::AlarmShown& alarm);
bool sounds(const vitals::AlarmShown& alarm);

/// One thread.
class WardModel {
 public:
  WardModel(ModelOptions options, Steady now);

  /// Takes a picture off the wire; `invalid` if its body is none of this ward. `retained`: the broker had kept it, nobody knows how long.
  Result<> take_picture(const wire::State& state, bool retained, Steady now);
  Result<> take_trend(const wire::State& state, Steady now);
  void take_host(const wire::HostState& host, bool retained, Steady now);
  void take_line(bool connected, Steady now);

  /// Moves on to whatever is due.
  void advance(Steady now);
  /// When advance() is due next; absent: not before something comes.
  std::optional<Steady> next_change(Steady now) const;

  const Shown& shown() const { return shown_; }
  /// What is to be heard: the most urgent that nobody has silenced, the lost line included.
  std::optional<vitals::Priority> sounding() const;
  /// Rises with each alarm that begins to be heard or becomes more urgent.
  std::int64_t newly_sounding() const { return newly_sounding_; }
  /// The priorities that flash now.
  std::set<vitals::Priority> flashing() const;

 private:
  bool accepts(const wire::State& state) const;
  void begin_epoch(const std::string& epoch);
  void fill_tiles(Steady now);
  ShownTile tile_of(const vitals::Tile& tile, Steady now) const;
  ShownFigure figure_of(const vitals::Figure& figure, bool told_on, Steady now) const;
  Freshness freshness(vitals::Measure measure, Duration age) const;
  Duration worth_saying(vitals::Measure measure) const;
  vitals::Life life_of(vitals::Measure measure) const;
  Duration age_of(const vitals::Figure& figure, Steady now) const { return Duration{figure.age_ms} + late_ + (now - heard_); }
  void note_sounds();
  void heard_host(Steady now);

  ModelOptions options_;
  std::string epoch_;
  std::int64_t host_boot_ = 0;
  std::int64_t sequence_ = -1;
  Instant at_{};
  vitals::WardPicture picture_;
  std::map<std::pair<vitals::BedId, vitals::Measure>, std::vector<std::optional<double>>> trends_;
  Steady heard_{};          // when the picture came
  Duration late_{};         // how long it had been on its way
  bool kept_ = true;        // it came out of the broker's store: what it measured may be of any time
  Delay delay_;
  Steady last_word_;        // of the host
  std::optional<Steady> cut_since_;
  std::map<vitals::AlarmId, vitals::Priority> sounded_;
  bool loss_sounded_ = false;
  std::int64_t newly_sounding_ = 0;
  Shown shown_;
};

}  // namespace vestibule::ward
