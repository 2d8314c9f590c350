// How soon a call is spoken, and what silence costs.

#include <fmt/format.h>
#include <sys/resource.h>
#include <vestibule/link/child_process.hpp>
#include <vestibule/link/system.hpp>
#include <vestibule/link/poll_timers.hpp>
#include <vestibule/ui/voice.hpp>

#include <algorithm>
#include <condition_variable>
#include <cstdlib>
#include <deque>
#include <mutex>

using namespace vestibule;
using namespace std::chrono_literals;

namespace {

using Micros = std::chrono::duration<double, std::micro>;
constexpr int rounds = 40;

double median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
  return values[values.size() / 2];
}

/// Sleeps until something is posted or due. SDL's own wait polls where there is no window, and would be measured with the rest.
class SleepingLoop {
 public:
  void post(std::function<void()> work) {
    const std::lock_guard lock(mutex_);
    posted_.push_back(std::move(work));
    came_.notify_one();
  }
  void stop() { running_ = false; }
  void run() {
    for (running_ = true; running_;) {
      std::unique_lock lock(mutex_);
      const auto nap = timers.next().value_or(clock.steady() + Duration{60'000}) - clock.steady();
      came_.wait_for(lock, nap, [this] { return !posted_.empty(); });
      const auto work = std::exchange(posted_, {});
      lock.unlock();
      for (const auto& one : work) one();
      timers.tick();
    }
  }

  const link::SystemClock clock{};
  link::PollTimers timers{clock};

 private:
  std::mutex mutex_;
  std::condition_variable came_;
  std::deque<std::function<void()>> posted_;
  bool running_ = false;
};

/// This process's processor time so far, all threads.
double processor_ms() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  const auto ms = [](const timeval& time) { return static_cast<double>(time.tv_sec) * 1000 + static_cast<double>(time.tv_usec) / 1000; };
  return ms(used.ru_utime) + ms(used.ru_stime);
}

struct Sentence {
  const char *language, *voice, *text;
};
constexpr Sentence sentences[] = {{"en", "en", "Number A, {}. Please go to Counter 2."},   {"es", "es", "Número A, {}. Por favor, pase a Mostrador 2."},
                                  {"fr", "fr", "Numéro A, {}. Vous êtes attendu : guichet 2."}, {"de", "de", "Nummer A, {}. Bitte kommen Sie: Schalter 2."},
                                  {"ar", "ar", "الرقم A, {}. يرجى التوجه إلى الشباك 2."},  {"he", "he", "מספר A, {}. נא לגשת: דלפק 2."},
                                  {"hi", "hi", "नंबर A, {}। कृपया काउंटर 2 पर जाएँ।"},          {"zh", "cmn-latn-pinyin", "请 A, {} 号，到 2号窗口。"}};

double ours(SleepingLoop& loop, ui::Speech& speech, const Sentence& sentence) {
  std::vector<double> times;
  for (int i = 0; i < rounds; ++i) {  // another number each time: nothing comes from the clips kept
    const auto begun = std::chrono::steady_clock::now();
    speech.say(sentence.language, fmt::format(fmt::runtime(sentence.text), i + 101), [&](const ui::ClipPtr& clip) {
      times.push_back(clip ? Micros(std::chrono::steady_clock::now() - begun).count() : 1e9);
      loop.stop();
    });
    loop.run();
  }
  return median(times);
}

double by_command(const Sentence& sentence) {
  std::vector<double> times;
  for (int i = 0; i < rounds / 4; ++i) {
    const auto begun = std::chrono::steady_clock::now();
    auto program = link::ChildProcess::start({{"espeak-ng", "-v", sentence.voice, "-w", "/dev/null", fmt::format(fmt::runtime(sentence.text), i + 101)}, {}, "/dev/null", {}});
    if (!program || program->wait(10s) != 0) return 0;
    times.push_back(Micros(std::chrono::steady_clock::now() - begun).count());
  }
  return median(times);
}

/// Milliseconds of processor in each second, while the loop runs for that long or until it is stopped.
double cost(SleepingLoop& loop, std::optional<std::chrono::seconds> time) {
  const auto begun = std::chrono::steady_clock::now();
  const double before = processor_ms();
  const Timer end = time ? loop.timers.after(*time, [&] { loop.stop(); }) : Timer{};
  loop.run();
  return (processor_ms() - before) / std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

}  // namespace

int main() {
  ::setenv("SDL_AUDIODRIVER", "dummy", 1);  // takes samples at a device's pace, on machines without one too
  link::ConsoleLog log("bench");
  SleepingLoop loop;
  const ui::Post post = [&](std::function<void()> work) { loop.post(std::move(work)); };
  ui::Loudspeaker speaker(loop.clock, loop.timers, post, {}, {}, log);
  ui::Speech& speech = speaker.speech();
  bool good = true;
  ours(loop, speech, sentences[0]);  // the library is loaded once
  fmt::print("{:<48}{:>12}{:>16}{:>8}\n", "a sentence spoken, p50", "us", "espeak-ng us", "ratio");
  for (const Sentence& sentence : sentences) {
    const double mine = ours(loop, speech, sentence), theirs = by_command(sentence);
    fmt::print("{:<48}{:>12.0f}{:>16.0f}{:>8.2f}\n", sentence.language, mine, theirs, mine / theirs);
    good = good && mine < theirs && mine < 16'700;
  }
  fmt::print("limits: under 16,700 us, one frame: speech is ready when the call can be seen; and under the command's time\n");
  speaker.voice().say({ui::chimed(), ui::said("en", "Number A, 17. Please go to Counter 2.")}, [&](ui::Voice::Heard) { loop.stop(); });
  const double playing = cost(loop, std::nullopt), silent = cost(loop, 5s);
  fmt::print("processor while a call plays: {:.2f} % of a core; in the silence after it: {:.2f} %, limit 0.5 %\n", playing / 10, silent / 10);
  return good && silent / 10 < 0.5 ? 0 : 1;
}
