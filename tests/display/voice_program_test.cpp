// vestibule-display heard: a real broker, a real process, and what its loudspeaker would play.

#include <vestibule/link/child_process.hpp>
#include <vestibule/ui/sound.hpp>

#include <signal.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "board_kit.hpp"
#include "tests/link/real_line.hpp"

using namespace vestibule;
using namespace vestibule::board;
using namespace std::chrono_literals;

namespace {

namespace fs = std::filesystem;

/// A host of few words, and the program before it.
struct SpokenHall {
  test::RealLine line{{"screen-1"}};
  std::unique_ptr<link::MqttBus> host = line.bus("host");
  fs::path folder = fs::temp_directory_path() / fmt::format("vestibule-spoken-{}", ::getpid());
  std::vector<std::int64_t> painted, spoken;  // in the order told
  std::vector<queue::BoardCall> calls;
  Timer pulse;
  link::ChildProcess program;

  SpokenHall() {
    fs::create_directories(folder);
    std::ofstream(folder / "memory.json") << R"({"epoch":"e1","shown":0,"unacknowledged":[]})";
    host->subscribe(wire::all_requests(), [this](const wire::Message& message) { answer(message); });
    pulse = line.loop.timers.every(1s, [this] { publish(); });
    REQUIRE(line.loop.until([&] { return host->connected(); }));
  }
  ~SpokenHall() {
    program.stop();
    fs::remove_all(folder);
  }

  void open(const std::vector<std::string>& more, std::map<std::string, std::string> environment) {
    link::ChildOptions options;
    options.command = {DISPLAY_PROGRAM, "--offscreen", "--area", "main", "--client", "screen-1", "--port", std::to_string(line.broker->port()), "--minimum-show", "100",
                       "--memory", (folder / "memory.json").string(), "--said", said_file().string()};
    options.command.insert(options.command.end(), more.begin(), more.end());
    options.environment = {{"VESTIBULE_PASSWORD", line.broker->password("screen-1")}};
    for (const auto& [name, value] : environment) options.environment.emplace_back(name, value);
    auto started = link::ChildProcess::start(options);
    REQUIRE(started);
    program = *std::move(started);
  }
  void call(const std::string& language) {
    calls.push_back(board::call(static_cast<std::int64_t>(calls.size()) + 1, line.loop.clock.wall()));
    calls.back().language = language;
    publish();
  }
  void publish() {
    queue::Board board = board_up_to(0);
    board.calls = calls;
    const Instant now = line.loop.clock.wall();
    const auto sequence = static_cast<std::int64_t>(calls.size());
    host->publish({wire::state_topic("board/main"), encode_text(state_of(board, sequence, now)), true, {}, {}});
    host->publish({wire::host_topic(), encode_text(wire::HostState{true, "e1", 1, sequence, now}), true, {}, {}});
  }
  void answer(const wire::Message& message) {
    const auto request = decode_text<wire::Request>(message.payload);
    REQUIRE(request);
    if (const auto told = decode<queue::AcknowledgeCall>(request->body)) {
      auto& list = told->shown == queue::Shown::spoken ? spoken : painted;
      if (std::find(list.begin(), list.end(), told->sequence) == list.end()) list.push_back(told->sequence);
    }
    host->publish({message.response_topic, encode_text(wire::reply_to(request->id, json::value(json::object{}))), false, {}, message.correlation});
  }
  fs::path said_file() const { return folder / "said.txt"; }
  std::string said() const {
    std::ifstream file(said_file());
    return {std::istreambuf_iterator<char>(file), {}};
  }
};

double loudness(const std::vector<std::int16_t>& samples) {
  double sum = 0;
  for (const auto sample : samples) sum += static_cast<double>(sample) * sample;
  return samples.empty() ? 0 : std::sqrt(sum / static_cast<double>(samples.size()));
}

}  // namespace

TEST_CASE("the real program says each call of a burst, in order, and tells that it was heard once it was") {
  SpokenHall hall;
  const fs::path wave = hall.folder / "heard.wav";
  hall.open({"--wave", wave.string(), "--volume", "1"}, {});
  hall.call("en");
  hall.call("zh");
  hall.call("ar");
  REQUIRE(hall.line.loop.until([&] { return hall.spoken.size() == 3; }, 60s));
  CHECK(hall.spoken == std::vector<std::int64_t>{1, 2, 3});
  CHECK(hall.painted == hall.spoken);
  hall.program.signal(SIGTERM);
  CHECK(hall.program.wait(5s) == 0);

  const auto heard = ui::read_wave(wave);
  REQUIRE(heard);
  CHECK(heard->length() > 9s);
  CHECK(loudness(heard->samples) > 800);
  const std::string said = hall.said();
  std::size_t at = 0;
  for (const auto* line : {"chime\nspeech en Number A, 1. ", "over spoken\nchime\nspeech zh ", "speech en Number A, 2. ", "over spoken\nchime\nspeech ar ", "speech en Number A, 3. ", "over spoken\n"}) {
    CHECK_MESSAGE(said.find(line, at) != said.npos, said);
    at = said.find(line, at);
  }
}

TEST_CASE("a sound device of SDL's is played out before the call counts as heard") {
  SpokenHall hall;
  const fs::path raw = hall.folder / "device.raw";
  hall.open({}, {{"SDL_AUDIODRIVER", "disk"}, {"SDL_DISKAUDIOFILE", raw.string()}});
  hall.call("es");
  REQUIRE(hall.line.loop.until([&] { return hall.spoken.size() == 1; }, 60s));
  std::vector<std::int16_t> samples(fs::file_size(raw) / sizeof(std::int16_t));
  std::ifstream(raw, std::ios::binary).read(reinterpret_cast<char*>(samples.data()), static_cast<std::streamsize>(samples.size() * sizeof(std::int16_t)));
  CHECK(samples.size() > 4 * ui::sample_rate);
  CHECK(loudness(samples) > 500);
}

TEST_CASE("without any sound device calls are shown, painted is told, spoken is not, and the log says so once") {
  SpokenHall hall;
  hall.open({}, {{"SDL_AUDIODRIVER", "none-such"}});
  for (const auto* language : {"en", "es", "fr"}) hall.call(language);
  REQUIRE(hall.line.loop.until([&] { return hall.painted.size() == 3; }, 30s));
  CHECK(hall.spoken.empty());
}

TEST_CASE("whoever sets up a screen can hear it in every language, and is told where nothing is heard") {
  const auto tried = [](const std::string& driver) {
    const fs::path output = fs::temp_directory_path() / fmt::format("vestibule-try-sound-{}", ::getpid());
    link::ChildOptions options;
    options.command = {DISPLAY_PROGRAM, "--area", "main", "--client", "screen-1", "--try-sound"};
    options.environment = {{"SDL_AUDIODRIVER", driver}, {"SDL_DISKAUDIOFILE", "/dev/null"}, {"SDL_DISKAUDIODELAY", "0"}};
    options.output = output;
    auto program = link::ChildProcess::start(options);
    REQUIRE(program);
    const auto status = program->wait(60s);
    std::ifstream file(output);
    const std::string said{std::istreambuf_iterator<char>(file), {}};
    fs::remove(output);
    return std::pair(status.value_or(-1), said);
  };
  const auto well = tried("disk");
  const std::string& lines = well.second;
  CHECK(well.first == 0);
  for (const auto* language : {"ar", "de", "en", "es", "fr", "he", "hi", "zh"}) CHECK_MESSAGE(lines.find(fmt::format("{:<4} spoken", language)) != lines.npos, lines);
  const auto ill = tried("none-such");
  CHECK(ill.first == 1);
  CHECK_MESSAGE(ill.second.find("nothing to be heard") != std::string::npos, ill.second);
}
