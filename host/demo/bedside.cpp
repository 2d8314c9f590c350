#include "bedside.hpp"

#include <signal.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>

#include "vestibule/wire/envelope.hpp"

namespace vestibule::demo {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using vitals::AlarmState, vitals::Priority;

namespace {

constexpr const char *ward = "west", *desk = "ward-desk";
const std::vector<std::string> languages{"en", "ar"};
constexpr auto done_within = 30s, picture_within = 10s;

std::string bed(int number) { return fmt::format("w{}", number); }
std::string screen(const std::string& language) { return "ward-" + language; }
bool is_whole_png(const fs::path& file) { return content_of(file).ends_with("IEND\xae\x42\x60\x82"); }

}  // namespace

std::string Bedside::device(int number) { return fmt::format("mon-{:03}", number); }

void Bedside::announce(HouseOptions& house) {
  for (int i = 1; i <= beds; ++i) {
    house.clients.push_back(device(i));
    house.reads[device(i)] = {};
  }
  house.clients.push_back(desk);
  for (const auto& language : languages) house.clients.push_back(screen(language));
  for (const auto& name : {std::string(desk), screen("en"), screen("ar")}) house.reads[name] = {fmt::format("ward/{}/#", ward)};
}

Bedside::Bedside(House& house, Loop& loop, BedsideOptions options) : house_(house), loop_(loop), options_(std::move(options)) {
  std::error_code ignored;
  fs::create_directories(options_.folder, ignored);
}

Result<> Bedside::wait_for(const Do& who, const char* command, json::value body) {
  const auto answered = std::make_shared<std::optional<Result<json::value>>>();
  who(command, std::move(body), [answered](Result<json::value> told) { *answered = std::move(told); });
  if (!loop_.until([&] { return answered->has_value(); }, done_within)) return fail(Code::unavailable, "nobody answers {}", command);
  if (!**answered) return fail((*answered)->error().code, "{}: {}", command, (*answered)->error().message);
  return {};
}

Result<> Bedside::furnish(const Do& manager, const Do& nurse) {
  constexpr std::array initials{"A. M.", "J. S.", "R. T.", "L. B.", "C. D.", "H. A.", "M. K.", "P. W.", "N. R.", "E. G.", "S. O.", "T. F."};
  VESTIBULE_CHECK(wait_for(manager, "vitals.set_ward",
                           {{"ward", ward}, {"name", {{"en", "Ward West 2"}, {"ar", "قسم الغرب 2"}}}, {"department", "medicine"}, {"names", "initials"}}));
  for (int i = 1; i <= beds; ++i)
    VESTIBULE_CHECK(wait_for(manager, "vitals.set_bed",
                             {{"bed", bed(i)}, {"ward", ward}, {"name", fmt::format("{}{}", (i + 1) / 2, i % 2 ? 'A' : 'B')}, {"place", i}}));
  for (int i = 1; i <= beds; ++i) {
    VESTIBULE_CHECK(wait_for(nurse, "vitals.put_device", {{"device", device(i)}, {"bed", bed(i)}}));
    VESTIBULE_CHECK(wait_for(nurse, "vitals.admit",
                             {{"patient", fmt::format("p{}", i)}, {"bed", bed(i)}, {"shown_name", initials[static_cast<std::size_t>(i - 1)]}, {"age", 40 + 3 * i}}));
    VESTIBULE_CHECK(wait_for(nurse, "vitals.observe", {{"patient", fmt::format("p{}", i)}, {"oxygen", false}, {"consciousness", "A"}}));
  }
  return {};
}

Result<> Bedside::switch_on(Do nurse) {
  nurse_ = std::move(nurse);
  desk_ = house_.client(desk);
  desk_->bus().subscribe(wire::state_topic(fmt::format("ward/{}", ward)), [this](const wire::Message& message) { look(message); });
  VESTIBULE_CHECK(start_monitors());
  VESTIBULE_TRY(english_, start_screen("en"));
  VESTIBULE_TRY(arabic_, start_screen("ar"));
  return {};
}

Result<> Bedside::start_monitors() {
  const fs::path passwords = options_.folder / "monitors.passwords";
  std::ofstream file(passwords);
  fs::permissions(passwords, fs::perms::owner_read | fs::perms::owner_write);
  for (int i = 1; i <= beds; ++i) file << device(i) << ' ' << house_.broker().password(device(i)) << '\n';
  if (!file.flush()) return fail(Code::unavailable, "cannot write {}", passwords.string());
  std::vector<std::string> command{(options_.programs / "vestibule-monitors").string(), "--count", std::to_string(beds), "--port", std::to_string(house_.broker().port()),
                                   "--passwords", passwords.string()};
  if (!options_.events.empty()) command.push_back("--event");
  command.insert(command.end(), options_.events.begin(), options_.events.end());
  VESTIBULE_TRY(monitors_, link::ChildProcess::start({std::move(command), {}, options_.folder / "monitors.log", {}}));
  return {};
}

Result<link::ChildProcess> Bedside::start_screen(const std::string& language) {
  const std::string name = screen(language);
  std::vector<std::string> command{(options_.programs / "vestibule-ward").string(), "--ward", ward, "--client", name, "--language", language, "--size", options_.size,
                                   "--port", std::to_string(house_.broker().port()), "--silent", "--screenshot", (options_.folder / (name + ".png")).string()};
  if (options_.offscreen) command.push_back("--offscreen");
  auto environment = options_.environment;
  environment.emplace_back("VESTIBULE_PASSWORD", house_.broker().password(name));
  return link::ChildProcess::start({std::move(command), std::move(environment), options_.folder / (name + ".log"), {}});
}

void Bedside::switch_off() {
  monitors_.stop();
  english_.stop();
  arabic_.stop();
}

void Bedside::look(const wire::Message& message) {
  const auto state = decode_text<wire::State>(message.payload);
  if (!state) return;
  if (auto picture = decode<vitals::WardPicture>(state->body)) picture_ = *std::move(picture);
  tell_story();
}

const vitals::AlarmShown* Bedside::alarm() const {
  const vitals::AlarmShown* most = nullptr;
  for (const auto& one : picture_.alarms)
    if (one.bed == vitals::BedId{bed(ill)} && (!most || one.priority > most->priority)) most = &one;
  return most;
}

/// What is not urgent is acknowledged as it comes; what is, only when the ward is called.
void Bedside::tell_story() {
  for (const auto& tile : picture_.tiles)
    if (tile.bed == vitals::BedId{bed(ill)} && tile.score) story_.news2 = std::max(story_.news2, tile.score->points);
  for (const auto& one : picture_.alarms) {
    if (one.bed != vitals::BedId{bed(ill)} || one.technical) continue;
    const bool urgent = one.priority == Priority::high, seen = one.state == AlarmState::acknowledged;
    story_.alarmed = true;
    story_.acknowledged = story_.acknowledged || (seen && !urgent);
    story_.rose = story_.rose || urgent;
    story_.escalated = story_.escalated || (urgent && one.escalation > 0);
    story_.over = story_.over || (urgent && seen && story_.escalated);
    if (one.state == AlarmState::active && (!urgent || one.escalation > 0)) acknowledge(one);
  }
}

void Bedside::acknowledge(const vitals::AlarmShown& alarm) {
  if (!nurse_ || !asked_.emplace(alarm.alarm, alarm.priority).second) return;
  nurse_("vitals.acknowledge_alarm", {{"alarm", alarm.alarm.text()}}, [this, key = std::pair{alarm.alarm, alarm.priority}](const Result<json::value>& done) {
    if (!done) asked_.erase(key);  // the next picture shows whether it is still needed
  });
}

Result<fs::path> Bedside::photograph(const std::string& language) {
  const fs::path file = options_.folder / (screen(language) + ".png");
  std::error_code ignored;
  fs::remove(file, ignored);
  const auto& process = language == "ar" ? arabic_ : english_;
  process.signal(SIGUSR1);
  if (!loop_.until([&] { return is_whole_png(file); }, picture_within)) return fail(Code::unavailable, "the ward screen in {} paints no picture", language);
  return file;
}

}  // namespace vestibule::demo
