#pragma once
// A ward in the demo's house: twelve beds with monitors that are none, a screen in English and one in Arabic, and a nurse. One patient
// gets worse; the nurse acknowledges the first alarms, is away when it gets serious, and is called.

#include <filesystem>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "house.hpp"
#include "vestibule/vitals_wire.hpp"

namespace vestibule::demo {

struct BedsideOptions {
  std::filesystem::path folder;    ///< for passwords, logs and pictures
  std::filesystem::path programs;  ///< where vestibule-monitors and vestibule-ward stand
  std::vector<std::pair<std::string, std::string>> environment = {};  ///< of the screens: where their windows open
  bool offscreen = false;          ///< no windows
  std::string size = "1280x720";
  std::vector<std::string> events = {"sepsis:mon-007@3+20", "hypoxia:mon-007@25+10"};  ///< as vestibule-monitors takes them
};

/// One thread: the one of its loop. What it is given must outlive it.
class Bedside {
 public:
  /// Does a command as somebody who may; `then` runs on the loop.
  using Do = std::function<void(std::string command, json::value body, std::function<void(Result<json::value>)> then)>;

  static constexpr int beds = 12, ill = 7;  ///< the bed whose patient gets worse, from 1

  /// Tells a house, before it is built, of the accounts: monitors, screens, and the nurse's desk that watches.
  static void announce(HouseOptions& house);

  Bedside(House& house, Loop& loop, BedsideOptions options);

  /// Ward, beds, monitors and patients, each done before the next: `manager` sets up, `nurse` puts and admits.
  Result<> furnish(const Do& manager, const Do& nurse);
  /// Starts monitors and screens. From now on `nurse` acknowledges as the story goes.
  Result<> switch_on(Do nurse);
  void switch_off();

  /// What the ward's screens were told last.
  const vitals::WardPicture& picture() const { return picture_; }
  /// The most urgent alarm of the patient who gets worse; null: none.
  const vitals::AlarmShown* alarm() const;

  /// What has happened to that patient so far.
  struct Story {
    bool alarmed = false;       ///< an alarm stood on the picture
    bool acknowledged = false;  ///< the nurse saw it
    bool rose = false;          ///< it became urgent
    bool escalated = false;     ///< nobody saw that, and the ward was called
    bool over = false;          ///< acknowledged at last
    int news2 = 0;              ///< the highest
  };
  const Story& story() const { return story_; }

  /// Has the screen write what it shows: folder/ward-<language>.png. "en" or "ar".
  Result<std::filesystem::path> photograph(const std::string& language);
  link::ChildProcess& monitors() { return monitors_; }

 private:
  static std::string device(int number);
  Result<> wait_for(const Do& who, const char* command, json::value body);
  Result<> start_monitors();
  Result<link::ChildProcess> start_screen(const std::string& language);
  void look(const wire::Message& message);
  void tell_story();
  void acknowledge(const vitals::AlarmShown& alarm);

  House& house_;
  Loop& loop_;
  BedsideOptions options_;
  std::unique_ptr<Client> desk_;
  Do nurse_;
  vitals::WardPicture picture_;
  Story story_;
  std::set<std::pair<vitals::AlarmId, vitals::Priority>> asked_;
  link::ChildProcess monitors_, english_, arabic_;
};

}  // namespace vestibule::demo
