// vestibule doctor: what the machine must have for the house to keep its promises, and what to do where it does not.

#include <fcntl.h>
#include <fmt/ranges.h>
#include <sys/statvfs.h>
#include <sys/timex.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <set>
#include <vector>

#include "commands.hpp"
#include "database_check.hpp"
#include "keeping_check.hpp"
#include "site.hpp"
#include "sound_check.hpp"
#include "vestibule/link/broker_probe.hpp"

namespace vestibule::cli {
namespace {

namespace fs = std::filesystem;

/// The time one synced write takes, in microseconds: the median of 50.
Result<double> sync_time(const fs::path& folder) {
  std::string name = (folder / "vestibule-doctor-XXXXXX").string();
  const int file = ::mkstemp(name.data());
  if (file < 0) return fail(Code::unavailable, "no file can be made in '{}'", folder.string());
  std::vector<double> times;
  bool failed = false;
  for (int i = 0; i < 50 && !failed; ++i) {
    const auto begun = std::chrono::steady_clock::now();
    failed = ::write(file, name.data(), name.size()) < 0 || ::fsync(file) != 0;
    times.push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begun).count());
  }
  ::close(file);
  ::unlink(name.c_str());
  if (failed) return fail(Code::unavailable, "writing and syncing in '{}' fails", folder.string());
  std::nth_element(times.begin(), times.begin() + 25, times.end());
  return times[25];
}

Finding check_disk(const Site& site) {
  const fs::path folder = fs::path(site.database).parent_path();
  const auto time = sync_time(folder);
  if (!time) return {Grade::bad, time.error().message, "give the host a folder it may write"};
  struct statvfs room {};
  ::statvfs(folder.c_str(), &room);
  const double free_gib = static_cast<double>(room.f_bavail) * static_cast<double>(room.f_frsize) / (1 << 30);
  const std::string what = fmt::format("a synced write takes {:.0f} microseconds, {:.1f} GiB are free", *time, free_gib);
  if (free_gib < 1) return {Grade::bad, what, "make room: below 1 GiB a busy day may fill it"};
  if (*time < 100)
    return {Grade::look, what, "no disk is that fast unless its cache survives a power cut: make sure that it does, or switch it off"};
  return {Grade::good, what, ""};
}

Finding check_clock(const Site&) {
  timex state{};
  const int status = ::adjtimex(&state);
  if (status == TIME_ERROR || (state.status & STA_UNSYNC) != 0)
    return {Grade::look, "nothing keeps the clock in step", "install chrony or switch on systemd-timesyncd"};
  return {Grade::good, fmt::format("kept in step, at most {} ms off", state.maxerror / 1000), ""};
}

Finding check_broker(const Site& site) {
  const auto& mqtt = site.settings.mqtt;
  if (!mqtt.enabled) return {Grade::look, "switched off in the settings", "without a broker there are no kiosks and screens"};
  const auto password = secret_in(*site.file, mqtt.password_file);
  if (!password) return {Grade::bad, password.error().message, "mqtt.password_file must name a readable file"};
  const std::string where = fmt::format("{}:{}", mqtt.host, mqtt.port);
  if (broker_answers(line_to_broker(site, *password))) return {Grade::good, where + " lets us in", ""};
  return {Grade::bad, where + " does not let us in", "start mosquitto, and check [mqtt] host, port, client and password_file"};
}

/// What mosquitto does at its own settings: it drops messages it has acknowledged, and hands out at most 1,020 retained ones.
Finding check_messages(const Site& site) {
  const auto password = secret_in(*site.file, site.settings.mqtt.password_file);
  if (!site.settings.mqtt.enabled || !password) return {Grade::look, "not tried: the broker comes first", ""};
  const auto conduct = link::probe_broker(line_to_broker(site, *password));
  if (!conduct) return {Grade::bad, conduct.error().message, "start mosquitto, and see its access rules: `vestibule broker init` writes them"};
  const std::string kept = fmt::format("{} of {} acknowledged messages reach a client that was slow", conduct->kept, conduct->sent);
  if (conduct->kept < conduct->sent)
    return {Grade::bad, kept, "set max_queued_messages 200000 in mosquitto.conf: more retained messages are lost in the same way"};
  std::string traps;
  if (conduct->expiry_blocks) traps += "no device may set a message expiry (expired messages block a client for good)";
  if (conduct->old_protocol) traps += (traps.empty() ? "" : "; ") + std::string("devices must speak MQTT 5 (3.1.1 is not told of a denied publish)");
  return {traps.empty() ? Grade::good : Grade::look, kept, traps};
}

Finding check_fonts(const Site&) {
  struct Script {
    const char *name, *file, *package;
  };
  const Script scripts[] = {{"Latin", "NotoSans-Regular", "fonts-noto-core"},
                            {"Arabic", "NotoSansArabic-Regular", "fonts-noto-core"},
                            {"Hebrew", "NotoSansHebrew-Regular", "fonts-noto-core"},
                            {"Devanagari", "NotoSansDevanagari-Regular", "fonts-noto-core"},
                            {"Chinese", "NotoSansCJK-Regular", "fonts-noto-cjk"}};
  std::vector<std::string> found;
  std::error_code ignored;
  for (const auto& entry : fs::recursive_directory_iterator("/usr/share/fonts", fs::directory_options::skip_permission_denied, ignored))
    found.push_back(entry.path().stem().string());
  std::string missing;
  std::set<std::string> packages;
  for (const auto& script : scripts)
    if (std::find(found.begin(), found.end(), script.file) == found.end()) {
      missing += (missing.empty() ? "" : ", ") + std::string(script.name);
      packages.insert(script.package);
    }
  if (missing.empty()) return {Grade::good, "every script has its font", ""};
  return {Grade::look, "no font for " + missing, fmt::format("apt install {} (on kiosks and screens)", fmt::join(packages, " "))};
}

Finding check_sound(const Site&) {
  const auto state = check_sound_and_voices();
  return {state.good ? Grade::good : Grade::look, state.what, state.advice};
}

Finding check_printer(const Site&) {
  for (const char* device : {"/dev/usb/lp0", "/dev/lp0"})
    if (fs::exists(device))
      return ::access(device, W_OK) == 0 ? Finding{Grade::good, fmt::format("{} can be written", device), ""}
                                         : Finding{Grade::bad, fmt::format("{} may not be written", device), "add the account to the group lp"};
  return {Grade::look, "no printer device on this machine", "kiosks need one; the host does not"};
}

Finding check_database(const Site& site) {
  if (!fs::exists(site.database)) return {Grade::look, fmt::format("'{}' does not exist yet", site.database), "the first start makes it"};
  const auto verdict = check_database_file(site.database);
  if (!verdict) return {Grade::bad, verdict.error().message, "keep the file as it is, and `vestibule restore BACKUP --aside`"};
  return {Grade::good, *verdict, ""};
}

}  // namespace

int doctor(const std::string& settings) {
  const auto site = open_site(settings);
  if (!site) return complain(site.error().message);
  const std::pair<const char*, std::function<Finding(const Site&)>> checks[] = {
      {"disk", check_disk},   {"clock", check_clock},     {"broker", check_broker},    {"messages", check_messages}, {"fonts", check_fonts},
      {"sound", check_sound}, {"printer", check_printer}, {"database", check_database},
      {"signed", check_checkpoints}, {"backup", check_backups}};
  bool bad = false;
  for (const auto& [name, check] : checks) {
    const Finding finding = check(*site);
    constexpr const char* marks[] = {"good", "look", "BAD"};
    std::puts(fmt::format("{:<9} {:<5} {}", name, marks[static_cast<std::size_t>(finding.grade)], finding.what).c_str());
    if (!finding.advice.empty()) std::puts(fmt::format("{:<15} {}", "", finding.advice).c_str());
    bad = bad || finding.grade == Grade::bad;
  }
  return bad ? 1 : 0;
}

}  // namespace vestibule::cli
