// The ward screen at work on a line: what is painted when, what wakes it, and words in every language.

#include "tests/display/ward_kit.hpp"

#include <vestibule/link/poll_timers.hpp>
#include <vestibule/ui/screen.hpp>
#include <vestibule/wire/topics.hpp>

#include <functional>
#include <set>

#include "display/ward/telling.hpp"
#include "display/ward/ward.hpp"
#include "tests/display/kit.hpp"

using namespace vestibule;
using namespace vestibule::ward;
using namespace vestibule::ward::test;
using namespace std::chrono_literals;
using vitals::AlarmState, vitals::Priority;

namespace {

/// A line that carries what the test says.
class Wire final : public wire::Bus {
 public:
  void publish(wire::Message message) override {
    for (const auto& [filter, handler] : handlers_)
      if (wire::matches(filter, message.topic)) handler(message);
  }
  void subscribe(std::string filter, std::function<void(const wire::Message&)> handler) override { handlers_.emplace_back(std::move(filter), std::move(handler)); }
  void on_connection(std::function<void(bool)> handler) override { connection_ = std::move(handler); }
  bool connected() const override { return true; }
  void connection(bool there) { connection_(there); }

 private:
  std::vector<std::pair<std::string, std::function<void(const wire::Message&)>>> handlers_;
  std::function<void(bool)> connection_;
};

struct HandClock final : Clock {
  Steady now{1h};
  Instant wall() const override { return noon + (now - Steady{1h}); }
  Steady steady() const override { return now; }
};

struct NoLog final : Log {
  void write(Level, std::string_view text) override { said.emplace_back(text); }
  std::vector<std::string> said;
};

struct Station {
  HandClock clock;
  link::PollTimers timers{clock};
  Wire line;
  NoLog log;
  ui::Screen screen{{1280, 720}, ui::yielding(ui::theme()), ui::fonts()};
  Ward ward{{line, clock, timers, screen, log, nullptr}, {.ward = vitals::WardId{"west"}}, {words("en")}};
  std::int64_t sequence = 0;
  int frames = 0;
  std::int64_t pixels = 0;

  void say(const vitals::WardPicture& picture, bool retained = false) {
    line.publish({wire::state_topic("ward/west"), encode_text(state(picture, ++sequence, clock.wall())), retained, {}, {}});
  }
  void pulse() { line.publish({wire::host_topic(), encode_text(wire::HostState{true, "e1", 1, sequence, clock.wall()}), false, {}, {}}); }
  /// Time passes; what has changed is painted. With a pulse each 5 s, as a host gives it.
  void pass(Duration time, bool host = true) {
    for (const Steady end = clock.now + time; clock.now < end;) {
      clock.now += 1ms;
      if (host && clock.now.time_since_epoch() % 5s == 0ms) pulse();
      timers.tick();
      if (!screen.changed()) continue;
      ++frames;
      pixels += screen.update().pixels;
    }
  }
  std::set<std::string> texts() const {
    std::set<std::string> all;
    collect(*screen.root(), all);
    return all;
  }
  static void collect(const ui::View& view, std::set<std::string>& texts) {
    if (!view.seen()) return;
    if (const auto* label = dynamic_cast<const ui::Label*>(&view)) texts.insert(label->text());
    for (const auto& child : view.children()) collect(*child, texts);
  }
};

vitals::WardPicture quiet(int beds) {
  auto picture = well_ward(beds);
  for (auto& tile : picture.tiles) tile.figures.clear(), tile.score.reset();
  return picture;
}

}  // namespace

TEST_CASE("before there is a picture it says that it is connecting; then the ward stands there") {
  Station station;
  CHECK(station.texts().contains(words("en").text("connecting")));
  station.say(well_ward(12));
  station.pass(10ms);
  const auto texts = station.texts();
  CHECK_FALSE(texts.contains(words("en").text("connecting")));
  CHECK(texts.contains(words("en").text("secondary")));
  CHECK(texts.contains("Ward West 2"));
  CHECK(station.log.said.empty());
}

TEST_CASE("nothing is painted where nothing changes, flashes or ages") {
  Station station;
  station.say(quiet(12));
  station.pass(10ms);
  station.frames = 0;
  station.pass(40s);
  CHECK(station.frames == 0);
}

TEST_CASE("a high alarm turns four times a second, and paints its bed and its card alone") {
  Station station;
  auto picture = quiet(12);
  picture.alarms = {alarm(1, 2, "hr_high", Priority::high)};
  station.say(picture);
  station.pass(10ms);
  station.frames = 0, station.pixels = 0;
  station.pass(5s);
  CHECK(station.frames == 20);
  CHECK(station.pixels / 20 < 1280 * 720 / 20);
  picture.alarms[0].state = AlarmState::acknowledged;
  station.say(picture);
  station.pass(10ms);
  station.frames = 0;
  station.pass(20s);
  CHECK(station.frames == 0);
}

TEST_CASE("whatever came before, the picture is the one a fresh screen would paint") {
  Station station;
  const auto repainted = [&] {
    station.pass(10ms);
    const auto seen = station.screen.canvas().picture();
    station.screen.repaint_all();
    station.screen.update();
    return ui::difference(seen, station.screen.canvas().picture(), 0);
  };
  auto well = well_ward(12);
  station.say(well);
  CHECK(repainted() == 0);
  station.say(busy_ward(12));
  CHECK(repainted() == 0);
  auto risen = busy_ward(12);
  for (auto& alarm : risen.alarms) alarm.priority = Priority::high;
  station.say(risen);
  CHECK(repainted() == 0);
  station.pass(4s);
  CHECK(repainted() == 0);
  station.pass(10s, false);
  CHECK(repainted() == 0);
  station.say(well);
  CHECK(repainted() == 0);
  station.say(well_ward(8));
  CHECK(repainted() == 0);
}

TEST_CASE("values that change paint their own places") {
  Station station;
  auto picture = well_ward(12);
  station.say(picture);
  station.pass(10ms);
  station.pixels = 0;
  picture.tiles[3].figures[0].value += 1;
  station.say(picture);
  station.pass(10ms);
  CHECK(station.pixels > 0);
  CHECK(station.pixels < 1280 * 720 / 50);
}

TEST_CASE("a score goes when no picture comes any more, at its time") {
  Station station;
  auto picture = quiet(1);
  picture.tiles[0].score = vitals::ScoreShown{"news2", 3, vitals::Risk::low, {}, vitals::Trend::unknown, {}};
  station.say(picture);
  const auto scored = [&] { return station.ward.model().shown().tiles[0].score_counts; };
  station.pass(9990ms);
  CHECK(scored());
  station.pass(20ms);
  CHECK_FALSE(scored());
}

TEST_CASE("the line to the host is lost: said, flashing, and gone when it is back") {
  Station station;
  station.say(quiet(12));
  station.pass(1s);
  station.pass(9s, false);
  const auto says_lost = [&] {
    for (const auto& text : station.texts())
      if (text.starts_with("No connection for")) return true;
    return false;
  };
  CHECK(says_lost());
  station.frames = 0;
  station.pass(2s, false);
  CHECK(station.frames >= 2);
  station.pulse();
  station.pass(10ms);
  CHECK_FALSE(says_lost());
}

TEST_CASE("what is no picture is logged and harms nothing") {
  Station station;
  station.line.publish({wire::state_topic("ward/west"), "{\"epoch\":", false, {}, {}});
  station.line.publish({wire::state_topic("ward/west"), encode_text(wire::State{"e1", 1, noon, json::value(7)}), false, {}, {}});
  station.line.publish({wire::host_topic(), "?", false, {}, {}});
  CHECK(station.log.said.size() == 3);
  station.say(well_ward(2));
  CHECK(station.ward.model().shown().tiles.size() == 2);
}

TEST_CASE("the same ward in other clothes") {
  Station station;
  station.say(well_ward(4));
  station.ward.dress({words("ar")});
  station.pass(10ms);
  CHECK(station.texts().contains("قسم الغرب 2"));
}

TEST_CASE("a message is described in words: what, how much, since when, who has been told") {
  const auto en = words("en");
  auto low = alarm(1, 3, "spo2_low", Priority::high);
  low.measure = vitals::Measure::spo2, low.value = 86, low.escalation = 2, low.state = AlarmState::audio_paused;
  CHECK(stars(low.priority) == "***");
  CHECK(stars(Priority::low) == "*");
  CHECK(condition(en, low).find("low") != std::string::npos);
  CHECK(condition_with_value(en, low).ends_with(" 86"));
  CHECK(circumstances(en, low) == std::vector<std::string>{"11:57 · sound paused · doctor called", "11:57 · doctor called", "doctor called"});
  CHECK(condition(en, alarm(1, 1, "never_heard_of", Priority::low)) == en.text("other"));
  CHECK(age(en, 59s) == "59 s");
  CHECK(age(en, 60s) == "1 min");
  CHECK(age(en, 3h) == "3 h");
  CHECK(number(vitals::Measure::temp, 36.84) == "36.8");
  CHECK(number(vitals::Measure::hr, 71.6) == "72");
}

TEST_CASE("every condition of the house has words in every language, and every language the same words") {
  const std::vector<std::string> conditions{"hr_high", "hr_low", "spo2_low", "rr_high", "rr_low", "apnoea", "asystole", "fibrillation", "sbp_high", "sbp_low",
                                            "dbp_high", "map_low", "temp_high", "temp_low", "news2", "news2_red", "hr_disagrees", "hr_sensor_off", "spo2_sensor_off",
                                            "rr_sensor_off", "pressure_sensor_off", "temp_sensor_off", "no_data", "clock_wrong", "device_alarm"};
  for (const auto* language : {"en", "es", "fr", "de", "ar", "he", "hi", "zh"}) {
    const auto spoken = words(language);
    CHECK_MESSAGE(spoken.keys() == words("en").keys(), language);
    for (const auto& id : conditions) {
      CAPTURE(id);
      const std::string text = condition(spoken, alarm(1, 1, id, Priority::low));
      CHECK(text != spoken.text("other"));
      CHECK(text.find('[') == std::string::npos);
    }
  }
}
