#include "picture.hpp"

#include <vestibule/trial.hpp>

#include <algorithm>

namespace vestibule::vitals {
namespace {

using namespace std::chrono_literals;

Life life_of(Measure measure) {
  const auto make = [&](Duration stale, Duration blank) { return Life{measure, stale.count(), blank.count()}; };
  switch (measure) {
    case Measure::sbp:
    case Measure::dbp:
    case Measure::map: return make(20min, 4h);  // a cuff is inflated now and then
    case Measure::temp: return make(1h, 12h);
    default: return make(3s, 10s);
  }
}

void add_figures(const Heard& heard, const std::vector<Life>& lives, Steady now, Tile& tile) {
  for (std::size_t m = 0; m < measures; ++m) {
    const auto measure = static_cast<Measure>(m);
    if (heard.faults[m]) tile.faults.push_back(measure);
    if (!heard.latest[m]) continue;
    const auto& latest = *heard.latest[m];
    const auto age = VESTIBULE_PLANTED("stale_value_shown_as_live") ? 0 : (now - latest.came).count();
    if (age >= lives[m].blank_ms) continue;
    Figure figure{measure, latest.value, age, {}, {}};
    if (latest.doubtful) figure.doubtful = true;
    tile.figures.push_back(std::move(figure));
  }
}

Tile tile_of(const BedInfo& bed, const WardInfo& ward, const Heard* heard, const std::vector<Life>& lives, Steady now) {
  Tile tile;
  tile.bed = bed.bed;
  tile.name = bed.name;
  tile.occupied = bed.lying.has_value();
  if (bed.lying && ward.names == Names::initials) tile.label = bed.lying->shown_name;
  if (!bed.device) return tile;
  if (heard) {
    tile.device = heard->device.state(now);
    if (tile.device != DeviceState::online && heard->device.heard()) tile.silent_ms = (now - *heard->device.heard()).count();
  }
  tile.wave_of = bed.device->text();
  // Only what was measured of this patient by this device in this bed.
  if (!heard || !bed.episode || heard->episode != bed.episode->episode) return tile;
  if (heard->demo) tile.demo = true;
  add_figures(*heard, lives, now, tile);
  return tile;
}

}  // namespace

std::vector<Life> default_lives() {
  std::vector<Life> lives;
  for (std::size_t m = 0; m < measures; ++m) lives.push_back(life_of(static_cast<Measure>(m)));
  return lives;
}

WardPicture picture_of(const Book& book, const WardInfo& ward, const HeardOf& heard_of, const MoreOf& more_of, bool listening, Steady now) {
  WardPicture picture;
  picture.ward = ward.ward;
  picture.name = ward.name;
  picture.lives = default_lives();
  picture.listening = listening;
  picture.made_ms = now.time_since_epoch().count();
  for (const BedInfo* bed : book.beds_of(ward.ward)) {
    const Heard* heard = bed->device ? heard_of(*bed->device) : nullptr;
    Tile tile = tile_of(*bed, ward, heard, picture.lives, now);
    if (more_of) more_of(*bed, heard, tile);
    picture.tiles.push_back(std::move(tile));
  }
  return picture;
}

}  // namespace vestibule::vitals
