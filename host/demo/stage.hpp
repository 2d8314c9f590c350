#pragma once
// The front hall with its machines switched on: house, kiosks and screens as real programs with real windows.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "cable.hpp"
#include "desktop.hpp"
#include "escpos_printer.hpp"
#include "finger.hpp"
#include "house.hpp"
#include "staff.hpp"

namespace vestibule::demo {

struct StageOptions {
  std::filesystem::path folder;    ///< everything of this run lies there
  std::filesystem::path program;   ///< vestibule; the kiosk and the screen stand beside it
  std::filesystem::path hospital;  ///< the hospital's file
  Display display = Display::own;
};

/// How long a call holds its screen in the demo, milliseconds.
inline constexpr int minimum_show = 1000;

/// One kiosk or screen that runs.
struct Machine {
  std::string name;
  link::ChildProcess process;
  std::filesystem::path pictures;  ///< a kiosk's folder, a screen's file
  WindowId window;                 ///< empty where nobody needs it
};

/// One thread: the one of its loop.
class Stage {
 public:
  static Result<std::unique_ptr<Stage>> build(const StageOptions& options, Loop& loop, Log& log);

  House& house() { return *house_; }
  const Desktop& desktop() const { return *desktop_; }

  /// Starts the host and opens the day.
  Result<> open();
  Staff& manager() { return *manager_; }
  /// Somebody of the house, at work.
  std::unique_ptr<Staff> staff(const std::string& name);
  const std::vector<Person>& people() const { return people_; }

  /// Starts kiosks and screens and waits until each has its window and the kiosks can be touched.
  Result<> switch_on();
  std::vector<Machine>& kiosks() { return kiosks_; }
  std::vector<Machine>& screens() { return screens_; }
  std::filesystem::path targets_of(const Machine& kiosk) const { return folder_ / (kiosk.name + ".targets.json"); }
  /// What kiosk-1 prints on.
  EscposPrinter& printer() { return printer_; }
  /// What connects kiosk-2, whose tickets become pictures.
  Cable& cable() { return *cable_; }
  std::filesystem::path tickets() const { return folder_ / "tickets"; }
  /// Has each screen write its picture now, and waits for it.
  void photograph_screens();
  /// A program of ours that ended although nobody told it to; empty if none.
  std::string fallen();
  bool any_window_open();
  void switch_off();

 private:
  Stage(const StageOptions& options, Loop& loop) : options_(options), folder_(options.folder), loop_(loop) {}
  Result<> start_kiosk(const std::string& name);
  Result<> start_screen(const std::string& area, std::vector<std::string> languages);
  Result<Machine> start(const std::string& name, const char* program, int port, std::vector<std::string> words);
  Result<std::filesystem::path> password_of(const std::string& client);
  Result<> place(Machine& machine, int x, int y);

  const StageOptions options_;
  const std::filesystem::path folder_;
  Loop& loop_;
  std::unique_ptr<Desktop> desktop_;
  std::unique_ptr<House> house_;
  std::vector<Person> people_;
  std::unique_ptr<Staff> manager_;
  EscposPrinter printer_;
  std::unique_ptr<Cable> cable_;
  std::vector<Machine> kiosks_, screens_;
};

}  // namespace vestibule::demo
