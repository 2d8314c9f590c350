#pragma once
// A patient's finger at a real kiosk: reads what the kiosk says can be touched, and touches it.

#include <deque>
#include <filesystem>
#include <optional>

#include "desktop.hpp"
#include "loop.hpp"
#include "told.hpp"
#include "vestibule/json.hpp"

namespace vestibule::demo {

/// What the kiosk keeps in its --targets file.
struct TargetPlace {
  std::string name;
  int x = 0, y = 0, width = 0, height = 0;
};
BOOST_DESCRIBE_STRUCT(TargetPlace, (), (name, x, y, width, height))

struct TargetsFile {
  std::string page;
  std::uint64_t serial = 0;
  std::string language;
  bool ready = false;
  bool leaving = false;
  std::optional<std::string> number;
  std::vector<TargetPlace> targets;
};
BOOST_DESCRIBE_STRUCT(TargetsFile, (), (page, serial, language, ready, leaving, number, targets))

/// Somebody who comes to the kiosk.
struct Visitor {
  std::string language;
  std::string service;
  std::string urgency;  ///< what they answer if they are asked
};

class Finger {
 public:
  /// All must outlive it.
  Finger(std::string kiosk, std::filesystem::path targets, WindowId window, const Desktop& desktop, Loop& loop, Notes& notes);

  void send(Visitor visitor) { coming_.push_back(std::move(visitor)); }
  bool idle() const { return coming_.empty() && !here_; }
  int taps() const { return taps_; }

 private:
  void look();
  bool busy();
  std::optional<std::string> wanted(const TargetsFile& seen);
  void hold(const TargetsFile& seen);
  void tap(const TargetsFile& seen, const std::string& name);

  const std::string kiosk_;
  const std::filesystem::path targets_;
  const WindowId window_;
  const Desktop& desktop_;
  Loop& loop_;
  Notes& notes_;
  std::deque<Visitor> coming_;
  std::optional<Visitor> here_;
  bool holds_number_ = false;
  Steady last_tap_{};
  Steady page_since_{};
  std::uint64_t serial_ = 0, tapped_ = 0;
  int taps_ = 0;
  link::ChildProcess hand_;
  Timer look_;
};

}  // namespace vestibule::demo
