#pragma once
// A hall with one kiosk in it: the real program on a display of its own, a real broker, hands by xdotool; the test plays the host.

#include <doctest/doctest.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <vestibule/link/child_process.hpp>
#include <vestibule/queue_screens_wire.hpp>

#include "link/real_line.hpp"
#include "program/witness.hpp"
#include "world.hpp"

namespace vestibule::kiosk::test {

std::string content(const std::filesystem::path& file);
/// A new folder for one test.
std::filesystem::path fresh_folder();
link::ChildProcess started(link::ChildOptions options);

class Hall : public vestibule::test::RealLine {
 public:
  using Environment = std::vector<std::pair<std::string, std::string>>;
  /// `more` words of the command line, in which "$(folder)" is this hall's folder.
  explicit Hall(std::vector<std::string> more = {}, Environment environment = {});
  ~Hall();

  // ---- the machine
  void switch_on();
  void cut_power();
  std::optional<int> ended() { return kiosk_.wait(std::chrono::seconds{10}); }
  /// How often the text stands in the memory the program takes from the heap.
  int in_memory(const std::string& text) const;
  bool has_mark() const { return content(folder / "state" / "journal").find("\"mark\":\"1\"") != std::string::npos; }
  std::vector<std::filesystem::path> tickets(const std::string& kind) const;

  // ---- what is seen
  TargetsFile targets() const;
  std::string page() const { return targets().page; }
  bool shows(const std::string& page, const std::string& language = {});

  // ---- hands
  /// xdotool on the kiosk's display; "$(window)" stands for the kiosk's window.
  void keys(std::vector<std::string> words);
  bool ask_to_close();
  void click_at(int x, int y) { keys({"mousemove", "--window", "$(window)", std::to_string(x), std::to_string(y), "click", "1"}); }
  /// Clicks that often, 40 ms apart, once the choice can be touched; as a person does, once more if nothing comes of it.
  void touch(const std::string& choice, int times = 1);
  /// What changes nothing that a touch could wait for, such as a digit: pressed once.
  void touch_once(const std::string& choice);
  /// A scanner: letters close upon each other, then Enter.
  void scan(const std::string& text) { keys({"type", "--args", "1", "--delay", "3", text, "key", "Return"}); }

  // ---- staff, from afar
  void order(const queue::DeviceOrders& orders);

  const std::filesystem::path folder = fresh_folder();
  FakeHost host;
  bool mute = false;
  bool present = false;

 private:
  void click(const TargetPlace& target, int times);
  std::optional<TargetPlace> ready_target(const std::string& choice) const;
  void answer(const wire::Message& message);
  std::string window();
  std::string display() const { return ":" + std::to_string(number_); }

  std::unique_ptr<link::MqttBus> bus_;
  const std::vector<std::string> more_;
  const Environment environment_;
  int number_ = 0;
  std::int64_t orders_ = 0;
  link::ChildProcess display_;
  link::ChildProcess kiosk_;
};

}  // namespace vestibule::kiosk::test
