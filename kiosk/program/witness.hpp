#pragma once
// For demo and tests: what can be touched now, what each page looked like, what was touched.

#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <vestibule/clock.hpp>
#include <vestibule/json.hpp>
#include <vestibule/log.hpp>

#include "screens/page_screen.hpp"

namespace vestibule::kiosk {

/// A place that can be touched, in pixels of the window.
struct TargetPlace {
  std::string name;  ///< "service.blood", "back", "stay"
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
};
BOOST_DESCRIBE_STRUCT(TargetPlace, (), (name, x, y, width, height))

/// The file that --targets names. Whoever reads it sees the whole of one page or of another.
struct TargetsFile {
  std::string page;
  std::uint64_t serial = 0;
  std::string language;               ///< empty: none is chosen yet
  bool ready = false;                 ///< touches count now
  bool leaving = false;               ///< it asks whether anybody is there
  std::optional<std::string> number;  ///< of the token shown
  std::vector<TargetPlace> targets;
};
BOOST_DESCRIBE_STRUCT(TargetsFile, (), (page, serial, language, ready, leaving, number, targets))

TargetsFile targets_of(const Page& page, const std::vector<PageScreen::Place>& places);

struct WitnessFiles {
  std::filesystem::path targets;
  std::filesystem::path screenshots;  ///< a folder
  std::filesystem::path record;
};

/// Does nothing for what is not named. Owner's loop only.
class Witness {
 public:
  Witness(WitnessFiles files, const Clock& clock, Log& log);

  /// The page can be seen now.
  void seen(const Page& page, const PageScreen& screen, const ui::Canvas& canvas);
  void touched(const Touch& touch);

 private:
  void write_targets(const Page& page, const std::vector<PageScreen::Place>& places);
  void take_picture(Page page, const ui::Canvas& canvas);

  const WitnessFiles files_;
  const Clock& clock_;
  Log& log_;
  std::string targets_;
  std::map<std::string, Page> pictured_;  ///< by the name of its file
  std::ofstream record_;
  std::optional<Steady> last_touch_;
};

}  // namespace vestibule::kiosk
