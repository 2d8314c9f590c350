// bench_records_search [PATIENTS]: finding people among sealed records.

#include <stdlib.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <future>
#include <thread>

#include <vestibule/link/system.hpp>
#include <vestibule/records_wire.hpp>

#include "host.hpp"
#include "real_seams.hpp"
#include "silent_bus.hpp"

using namespace vestibule;
using namespace vestibule::records;
namespace fs = std::filesystem;

namespace {

constexpr int families = 200, givens = 120, rounds = 200, in_flight = 64;
constexpr double claim = 0.050;

[[noreturn]] void give_up(const std::string& why) {
  std::fprintf(stderr, "bench_records_search: %s\n", why.c_str());
  std::exit(1);
}

struct ErrorsOnly final : Log {
  void write(Level level, std::string_view text) override {
    if (level == Level::error) std::fprintf(stderr, "%.*s\n", static_cast<int>(text.size()), text.data());
  }
};

double seconds_since(std::chrono::steady_clock::time_point begun) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

/// Pronounceable, and every number another: "Bakelo", "Denira".
std::string word(int number) {
  constexpr std::string_view consonants = "bdfgklmnprst", vowels = "aeiou";
  std::string made;
  for (int i = 0; i < 3; ++i, number /= 12) {
    made += consonants[static_cast<std::size_t>(number % 12)];
    made += vowels[static_cast<std::size_t>((number + i) % 5)];
  }
  made[0] = static_cast<char>(made[0] - 'a' + 'A');
  return made;
}

Person person(int number) {
  Person made;
  made.names.push_back({{}, Text{word(number * 7 % families)}, Text{word(500 + number * 11 % givens)}});
  made.birth_date = Private<Date>{Date{std::chrono::sys_days{std::chrono::days{-10'000 + number * 13 % 25'000}}}};
  made.identifiers.push_back({"national", "XX", Text{fmt::format("{:08}", number)}});
  return made;
}

/// A house on the database, asked from outside its loop.
class House {
 public:
  explicit House(const std::string& path) : workers_(loop_, 1) {
    auto settings = core::SettingsFile::parse("[records]\nkey_file = \"bench.key\"\n", "bench.toml",
                                              [](const std::string&) -> Result<std::string> { return std::string(64, 'k'); });
    if (!settings) give_up(settings.error().message);
    settings_ = *std::move(settings);
    core::LoadingRules rules;
    for (const auto& entry : fs::directory_iterator(VESTIBULE_PLUGINS))
      if (entry.path().extension() == ".so" && entry.path().stem() != "records") rules.disabled.push_back(entry.path().stem().string());
    auto host = core::Host::open({path, VESTIBULE_PLUGINS, rules}, {loop_, clock_, random_, workers_, bus_, {}}, log_, *settings_);
    if (!host) give_up(host.error().message);
    host_ = *std::move(host);
    thread_ = std::thread([this] { loop_.run(); });
  }
  ~House() {
    loop_.stop();
    thread_.join();
  }

  /// Registers `count` people, 64 under way at a time; the id of the last.
  PatientId fill(int count) {
    const auto last = std::make_shared<std::promise<PatientId>>();
    loop_.post([this, count, last] {
      count_ = count;
      last_ = last;
      for (int i = 0; i < in_flight; ++i) send();
    });
    return last->get_future().get();
  }

  Result<json::value> ask(const char* name, json::value body) {
    const auto promise = std::make_shared<std::promise<Result<json::value>>>();
    loop_.post([this, promise, name, body = std::move(body)] {
      host_->ask({"clerk", "clerk", "bench"}, name, body, [promise](Result<json::value> answer) { promise->set_value(std::move(answer)); });
    });
    return promise->get_future().get();
  }

 private:
  void send() {
    if (sent_ >= count_) return;
    const int number = sent_++;
    host_->submit({{"clerk", "clerk", "bench"}, "records.register", fmt::format("bench-{}", number), encode(Register{person(number), {}}),
                   [this](const Result<json::value>& answer) {
                     if (!answer) give_up(answer.error().message);
                     if (++answered_ == count_) return last_->set_value(decode<Registered>(*answer)->patient);
                     send();
                   }});
  }

  link::SystemClock clock_;
  link::SystemRandom random_;
  core::AsioLoop loop_;
  core::ThreadWorkers workers_;
  core::SilentBus bus_;
  ErrorsOnly log_;
  std::unique_ptr<core::SettingsFile> settings_;
  std::unique_ptr<core::Host> host_;
  std::thread thread_;
  std::shared_ptr<std::promise<PatientId>> last_;
  int count_ = 0, sent_ = 0, answered_ = 0;
};

struct Times {
  double median = 0, worst = 0;
  std::size_t found = 0;
};

/// Asks `rounds` times, each time for another.
template <class Make>
Times times(House& house, const char* name, Make make) {
  std::vector<double> all;
  std::size_t found = 0;
  for (int i = 0; i < rounds; ++i) {
    const json::value body = make(i * 97);
    const auto begun = std::chrono::steady_clock::now();
    const auto answer = house.ask(name, body);
    all.push_back(seconds_since(begun));
    if (!answer) give_up(answer.error().message);
    if (const auto* list = answer->as_object().if_contains("patients")) found += list->as_array().size();
  }
  std::sort(all.begin(), all.end());
  return {all[all.size() / 2], all.back(), found};
}

Search named(std::string name) {
  Search search;
  search.name = Text{std::move(name)};
  return search;
}

}  // namespace

int main(int argc, char** argv) {
  const int patients = argc > 1 ? std::atoi(argv[1]) : 20'000;
  std::string folder = (fs::temp_directory_path() / "bench-records-search-XXXXXX").string();
  if (patients < 1000 || !mkdtemp(folder.data())) give_up("needs a number of patients, 1000 or more, and a folder it may write");
  double worst = 0;
  {
    House house(folder + "/vestibule.db");
    const auto begun = std::chrono::steady_clock::now();
    const PatientId last = house.fill(patients);
    std::printf("%d patients registered, duplicates looked for at each: %.0f a second\n", patients, patients / seconds_since(begun));
    const Times one = times(house, "records.patient", [&](int) { return encode(PatientAsked{last}); });
    const auto print = [&](const char* what, const Times& took) {
      std::printf("  %-28s median %7.2f ms, worst %7.2f ms, %5.1f found, %5.1f x one record\n", what, took.median * 1e3, took.worst * 1e3,
                  static_cast<double>(took.found) / rounds, took.median / one.median);
      worst = std::max(worst, took.worst);
    };
    std::printf("  %-28s median %7.2f ms, worst %7.2f ms\n", "one record by its id", one.median * 1e3, one.worst * 1e3);
    print("by identifier", times(house, "records.search", [&](int i) {
            Search search;
            search.identifier = Text{fmt::format("{:08}", i % patients)};
            return encode(search);
          }));
    print("by birth date", times(house, "records.search", [](int i) {
            Search search;
            search.birth_date = person(i).birth_date;
            return encode(search);
          }));
    print("by full name", times(house, "records.search", [](int i) { return encode(named(person(i).names[0].family->reveal() + " " + person(i).names[0].given->reveal())); }));
    print("by family name alone", times(house, "records.search", [](int i) { return encode(named(person(i).names[0].family->reveal())); }));
    print("by three letters", times(house, "records.search", [](int i) { return encode(named(person(i).names[0].family->reveal().substr(0, 3))); }));
  }
  fs::remove_all(folder);
  std::printf("%s: %.0f ms at most, %.0f allowed\n", worst < claim ? "held" : "MISSED", worst * 1e3, claim * 1e3);
  return worst < claim ? 0 : 1;
}
