#include "bursts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <vestibule/queue_desk_wire.hpp>

#include <algorithm>

#include "board.hpp"
#include "kit.hpp"
#include "test_host.hpp"
#include "tests/link/real_line.hpp"

namespace vestibule::board {
namespace {

using namespace std::chrono_literals;
using ui::Utterance;

const std::vector<std::string> languages{"en", "es", "fr", "de", "ar", "he", "hi", "zh"};

constexpr const char* client = "display-1";
constexpr Duration step{200};

/// Which service each desk of the main hall calls.
constexpr std::pair<const char*, const char*> desks[] = {
    {"counter-1", "registration"}, {"counter-2", "registration"}, {"room-1", "medicine"}, {"room-2", "medicine"}, {"pharmacy-1", "pharmacy"}, {"cashier-1", "cashier"}};

/// Passes all on, and remembers what was played to its last sample.
class Ear final : public ui::Voice {
 public:
  explicit Ear(ui::Voice& voice) : voice_(voice) {}
  void say(std::vector<Utterance> utterances, std::function<void(Heard)> over) override {
    voice_.say(utterances, [this, utterances, over = std::move(over)](Heard heard) {
      if (heard == Heard::spoken) heard_.push_back(utterances);
      over(heard);
    });
  }
  void hush() override { voice_.hush(); }
  bool busy() const override { return voice_.busy(); }
  std::vector<std::string> faults() const override { return voice_.faults(); }

  const std::vector<std::vector<Utterance>>& heard() const { return heard_; }

 private:
  ui::Voice& voice_;
  std::vector<std::vector<Utterance>> heard_;
};

bool tells(const std::vector<Utterance>& announcement, const queue::BoardCall& call) {
  return std::any_of(announcement.begin(), announcement.end(), [&](const Utterance& one) {
    const std::string& desk = ui::in_language(call.desk_name, one.language);
    return one.text.find(ui::spoken_code(call.call_code)) != one.text.npos && one.text.find(desk) != one.text.npos;
  });
}

/// Chimes in the sound that was played, each followed by speech. All of it: nothing lies over them, so they stand there sample by sample.
std::size_t chimes_in(const std::vector<std::int16_t>& sound) {
  const auto chime = ui::chime();
  const auto loud = std::find_if(chime->samples.begin(), chime->samples.end(), [](std::int16_t sample) { return sample != 0; });
  const auto length = chime->samples.end() - loud;
  std::size_t found = 0;
  for (auto at = sound.begin(); sound.end() - at > length;) {
    if (*at == *loud && std::equal(loud, chime->samples.end(), at)) ++found, at += length;
    else ++at;
  }
  return found;
}

std::unique_ptr<wire::Bus> end_of(test::RealLine& line, const std::string& account) {
  auto options = line.options(account);
  options.reconnect_most = 200ms;
  return line.bus(options);
}

/// The screen program without its window.
struct Display {
  std::unique_ptr<wire::Bus> bus;
  link::Requests requests;
  ui::Screen screen{{480, 270}, ui::theme(), ui::fonts()};
  ui::Loudspeaker speaker;
  Ear ear{speaker.voice()};
  Board board;

  Display(test::RealLine& line, kit::TestHost& house, const std::filesystem::path& wave)
      : bus(end_of(line, client)),
        requests(*bus, house.loop, client),
        speaker(house.clock, house.loop, line.loop.post(), {1.0, wave}, {}, line.log),
        board({*bus, requests, house.clock, house.loop, screen, line.log, &ear}, client, {.area = queue::AreaId{"main"}}, view(), MemoryFile{{}}, voice()) {}

  static ViewOptions view() {
    ViewOptions options;
    for (const char* language : {"en", "ar"}) options.languages.push_back(words("display/board/locale/", language));
    return options;
  }
  static VoiceOptions voice() {
    VoiceOptions options;
    for (const auto& language : languages) options.words.push_back(words("display/board/voice/locale/", language));
    return options;
  }
  static ui::Words words(const std::string& folder, const std::string& language) { return *ui::Words::read(*ui::data_file(folder + language + ".toml")); }
};

class Hall {
 public:
  explicit Hall(const BurstOptions& options) : house_(demo_site(options.seed)), display_(line_, house_, wave()), chance_(house_.random.stream("bursts")) {
    carry_out("queue.open_day", json::object{});
    for (const auto& [desk, service] : desks) carry_out("queue.open_desk", json::object{{"desk", desk}});
    pass(5s);
  }

  void burst() {
    const bool long_outage = chance_.below(12) == 0;
    const std::uint64_t calls = long_outage ? 30 : chance_.below(12) + 1;
    // Somewhere in the burst the broker, the host or both may die.
    const bool broker_dies = long_outage || chance_.below(3) == 0, host_dies = chance_.below(3) == 0;
    const std::uint64_t broker_away = long_outage ? 1 : chance_.below(calls) + 1, host_away = chance_.below(calls) + 1;
    const std::uint64_t broker_back = long_outage ? calls : broker_away + chance_.below(4);
    for (std::uint64_t i = 1; i <= calls; ++i) {
      if (broker_dies && i == broker_away) kill_broker();
      if (host_dies && i == host_away) restart_host();
      call();
      if (broker_dies && i == std::min(broker_back, calls)) restart_broker();
      pass(Duration{static_cast<Duration::rep>(chance_.below(900))});
    }
    result_.most_at_once = std::max(result_.most_at_once, static_cast<int>(calls));
    settle();
  }

  BurstResult result() {
    const auto calls = all_calls();
    const auto& heard = display_.ear.heard();
    for (const auto& call : calls) result_.called.push_back(call.sequence);
    for (std::size_t i = 0; i < heard.size(); ++i) result_.spoken.push_back(i < calls.size() && tells(heard[i], calls[i]) ? calls[i].sequence : 0);
    read_journal();
    const auto sound = ui::read_wave(wave());
    REQUIRE(sound);
    result_.chimes = chimes_in(sound->samples);
    result_.sound_seconds = static_cast<double>(sound->samples.size()) / ui::sample_rate;
    result_.simulated_seconds = std::chrono::duration<double>(house_.clock.steady() - begun_).count();
    result_.warnings = house_.log.lines;
    return result_;
  }

 private:
  kit::TestHostOptions demo_site(std::uint64_t seed) {
    kit::TestHostOptions options;
    options.seed = seed;
    options.line = true;
    options.own_line = [this] { return end_of(line_, "host"); };
    options.settings = "[queue]\nhospital = \"demo-hospital.toml\"\n";
    options.files["demo-hospital.toml"] = *core::read_file(VESTIBULE_ASSETS "/demo-hospital.toml");
    return options;
  }
  std::filesystem::path wave() const { return house_.folder.path() / "heard.wav"; }

  json::value carry_out(const std::string& command, const json::value& body) {
    const auto answer = house_.do_(command, body);
    REQUIRE_MESSAGE(answer, answer.error().message);
    return *answer;
  }

  /// Somebody takes a ticket and is called, or somebody who was called and did not come is called again.
  void call() {
    const auto& [desk, service] = desks[chance_.below(std::size(desks))];
    const json::object at_desk{{"desk", desk}};
    if (called_.contains(desk)) {
      // Refused where the one called has been given up meanwhile.
      if (chance_.below(6) == 0 && house_.do_("queue.recall", at_desk)) {
        ++result_.recalls;
        return;
      }
      if (house_.do_("queue.start", at_desk)) carry_out("queue.finish", at_desk);
    }
    queue::IssueToken wish;
    wish.service = queue::ServiceId{service};
    wish.language = languages[chance_.below(languages.size())];
    const auto need = chance_.below(30);
    if (need < 2) wish.needs = {need == 0 ? queue::Need::deaf : queue::Need::blind};
    carry_out("queue.issue_token", encode(wish));
    carry_out("queue.call_next", at_desk);
    called_.insert(desk);
  }

  void kill_broker() {
    line_.broker->kill();
    broker_runs_ = false;
    ++result_.broker_deaths;
  }
  void restart_broker() {
    const auto again = line_.broker->restart();
    REQUIRE_MESSAGE(again, again.error().message);
    broker_runs_ = true;
  }
  /// It goes without a word, stays away for some seconds, and opens on the same database.
  void restart_host() {
    house_.close();
    ++result_.host_deaths;
    for (Duration away{static_cast<Duration::rep>(chance_.below(20'000))}; away > Duration{0}; away -= step) tick();
    REQUIRE_MESSAGE(house_.open(), house_.failure);
  }

  void tick() {
    house_.run_for(step);
    paint();
  }
  void paint() {
    if (!display_.screen.changed()) return;
    display_.screen.update();
    display_.screen.presented();
    const Shown& shown = display_.board.model().shown();
    if (!shown.fresh || (!result_.painted.empty() && result_.painted.back() == shown.call->sequence)) return;
    result_.painted.push_back(shown.call->sequence);
    CHECK(stands_there(*display_.screen.root(), shown.call->call_code));
  }
  static bool stands_there(const ui::View& view, const std::string& code) {
    const auto* label = dynamic_cast<const ui::Label*>(&view);
    if (label && view.seen() && label->text() == code && label->style().size == ui::TextSize::giant) return true;
    return std::any_of(view.children().begin(), view.children().end(), [&](const auto& child) { return stands_there(*child, code); });
  }

  /// Time passes one step whenever a question has gone round: from the screen through the broker to the host and back. What was
  /// under way before it has then arrived, however slow the machine is. While the broker is away time stands still.
  void pass(Duration time) {
    if (!broker_runs_) return;
    for (; time > Duration{0}; time -= step) {
      go_round();
      tick();
    }
  }
  /// Until the question is answered and nothing is being put into words.
  void go_round() {
    bool back = false;
    display_.requests.send(wire::Verb::ask, "bursts.nothing", json::object{}, fmt::format("round-{}", ++rounds_), [&](const Result<json::value>&) { back = true; });
    // A question lost with a broker or a host is asked again after some time, which must pass for that.
    const Timer lost = line_.loop.timers.every(100ms, [this] { tick(); });
    const bool came = line_.loop.until([&] {
      house_.loop.run_posted();
      paint();
      return back && !(display_.ear.busy() && !display_.speaker.sound().playing());
    });
    REQUIRE_MESSAGE(came, "nothing comes over the line: " << line_.log.text());
  }

  /// Until the host has heard of every call that it was painted and spoken.
  void settle() {
    const auto calls = all_calls();
    const auto done = [&] {
      const Memory& memory = display_.board.model().memory();
      return memory.shown == calls.back().sequence && memory.spoken == calls.back().sequence && memory.unacknowledged.empty() && memory.unheard.empty();
    };
    for (Duration patience = 30min; !done() && patience > Duration{0}; patience -= 1s) pass(1s);
    CHECK_MESSAGE(done(), "half an hour after the burst not everything was painted and spoken");
  }

  std::vector<queue::BoardCall> all_calls() {
    std::vector<queue::BoardCall> all;
    for (bool more = true; more;) {
      const auto calls = house_.ask_as<queue::Calls>("queue.calls_since", queue::CallsSince{queue::AreaId{"main"}, all.empty() ? 0 : all.back().sequence});
      REQUIRE_MESSAGE(calls, calls.error().message);
      all.insert(all.end(), calls->calls.begin(), calls->calls.end());
      more = calls->more.value_or(false);
    }
    return all;
  }
  void read_journal() {
    for (const auto& entry : house_.entries()) {
      if (entry.command != "queue.acknowledge_call" || entry.outcome != "ok") continue;
      const auto told = decode<queue::AcknowledgeCall>(json::parse(entry.request));
      REQUIRE(told);
      (told->shown == queue::Shown::spoken ? result_.told_spoken : result_.told_painted).push_back(told->sequence);
    }
    std::sort(result_.told_painted.begin(), result_.told_painted.end());
    std::sort(result_.told_spoken.begin(), result_.told_spoken.end());
  }

  test::RealLine line_{{client}};
  BurstResult result_;
  kit::TestHost house_;
  Display display_;
  RandomStream& chance_;
  std::set<std::string> called_;  // desks with somebody called and not finished
  bool broker_runs_ = true;
  int rounds_ = 0;
  const Steady begun_ = house_.clock.steady();
};

void compare(const std::vector<std::int64_t>& called, const std::vector<std::int64_t>& others, const char* name, std::vector<std::string>& faults) {
  if (called != others) faults.push_back(fmt::format("called {} calls, {} {}: {}", called.size(), name, others.size(), fmt::join(others, " ")));
}

}  // namespace

BurstResult play_bursts(const BurstOptions& options) {
  Hall hall(options);
  for (int burst = 0; burst < options.bursts; ++burst) hall.burst();
  return hall.result();
}

std::vector<std::string> faults_of(const BurstResult& result) {
  std::vector<std::string> faults;
  compare(result.called, result.painted, "painted", faults);
  compare(result.called, result.spoken, "spoken", faults);
  compare(result.called, result.told_painted, "told the host as painted", faults);
  compare(result.called, result.told_spoken, "told the host as spoken", faults);
  if (result.chimes != result.called.size()) faults.push_back(fmt::format("called {} calls, {} chimes in the sound", result.called.size(), result.chimes));
  return faults;
}

std::string summary(const BurstResult& result, int bursts) {
  return fmt::format(
      "{} bursts, the largest of {}; broker killed {} times, host {} times; called {} ({} again) = painted {} = spoken {} = told the host {} and {} = {} chimes in {:.0f} s of "
      "sound; {:.0f} s simulated",
      bursts, result.most_at_once, result.broker_deaths, result.host_deaths, result.called.size(), result.recalls, result.painted.size(), result.spoken.size(),
      result.told_painted.size(), result.told_spoken.size(), result.chimes, result.sound_seconds, result.simulated_seconds);
}

}  // namespace vestibule::board
