#include "options.hpp"

#include <CLI/CLI.hpp>

#include <chrono>
#include <cstdlib>
#include <fstream>

namespace vestibule::monitors {

namespace {

/// Lines of "device password".
std::map<std::string, std::string> read_passwords(const std::string& file) {
  std::ifstream stream(file);
  std::map<std::string, std::string> passwords;
  for (std::string name, password; stream >> name >> password;) passwords[name] = password;
  if (passwords.empty()) throw CLI::ValidationError("--passwords", file + " has no line of the form DEVICE PASSWORD");
  return passwords;
}

std::vector<Event> read_events(const std::vector<std::string>& texts) {
  std::vector<Event> events;
  for (const auto& text : texts) {
    auto event = read_event(text);
    if (!event) throw CLI::ValidationError("--event", event.error().message);
    events.push_back(*std::move(event));
  }
  return events;
}

/// Rises with every start of the program, as a device's must.
std::int64_t boot_now() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace

std::variant<Options, int> read_options(int argc, const char* const* argv) {
  Options options;
  WardOptions& ward = options.ward;
  FleetOptions& fleet = options.fleet;
  ward.start.boot = boot_now();
  if (const char* const password = std::getenv("VESTIBULE_PASSWORD")) fleet.password = password;
  std::string passwords;
  std::vector<std::string> events;
  double seconds = 0, report = 10;
  CLI::App app{"Bedside monitors by the thousand that are none: made-up patients, or recordings of real ones.", "vestibule-monitors"};
  app.footer("An event is WHAT:DEVICE@SECONDS+SECONDS or, with an amount, ...=AMOUNT; * is every device. WHAT is an illness (sepsis, bleeding,\n"
             "opioid, hypoxia, fever, tachycardia, bradycardia, recover) or a fault (freeze, skew, jump, duplicate, reorder, garbage, flood,\n"
             "sensor_off, sentinel, reboot, old_will, bad_certificate). More may come on standard input, a line each, counted from when they come.");
  app.add_option("--count", ward.count, "how many monitors")->check(CLI::Range(1, 100'000))->capture_default_str();
  app.add_option("--prefix", ward.prefix, "of their names")->capture_default_str();
  app.add_option("--seed", ward.start.seed, "the same seed, the same patients")->capture_default_str();
  app.add_option("--replay", ward.recordings, "a folder of recorded numerics (*.csv) to play instead")->check(CLI::ExistingDirectory);
  app.add_option("--event", events, "an illness or a fault; may be repeated")->expected(1, 1000);
  app.add_option("--host", fleet.host, "the broker's address")->capture_default_str();
  app.add_option("--port", fleet.port, "the broker's port")->check(CLI::Range(1, 65535))->capture_default_str();
  app.add_option("--passwords", passwords, "a file with lines DEVICE PASSWORD; absent: $VESTIBULE_PASSWORD for all")->check(CLI::ExistingFile);
  app.add_option("--user", fleet.user, "one account for all, instead of each device's own name");
  app.add_option("--authority", fleet.authority, "the certificate that vouches for the broker: TLS")->check(CLI::ExistingFile);
  app.add_option("--certificates", fleet.certificates, "a folder with DEVICE.crt and DEVICE.key")->check(CLI::ExistingDirectory);
  app.add_option("--keepalive", fleet.keepalive, "seconds")->check(CLI::Range(5, 3600))->capture_default_str();
  app.add_option("--period", fleet.period, "milliseconds between two messages of a device")->check(CLI::Range(1, 3'600'000))->capture_default_str();
  app.add_option("--for", seconds, "seconds to run; absent: until told to stop");
  app.add_option("--report", report, "seconds between two lines about what was sent; 0: at the end only")->capture_default_str();
  app.add_option("--sent", fleet.sent, "a file that takes every message, TOPIC PAYLOAD on a line");
  try {
    app.parse(argc, argv);
    if (!passwords.empty()) fleet.passwords = read_passwords(passwords);
    ward.events = read_events(events);
  } catch (const CLI::ParseError& error) {
    return app.exit(error);
  }
  fleet.run_for = Duration{static_cast<Duration::rep>(seconds * 1000)};
  fleet.report_every = Duration{static_cast<Duration::rep>(report * 1000)};
  return options;
}

}  // namespace vestibule::monitors
