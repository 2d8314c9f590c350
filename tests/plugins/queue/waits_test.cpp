#include <cmath>
#include <deque>
#include <random>

#include "sample.hpp"
#include "waits.hpp"

using namespace vestibule;
using namespace vestibule::queue;

namespace {

double unit(std::mt19937_64& chance) { return (static_cast<double>(chance() >> 11) + 0.5) * 0x1.0p-53; }
double exponential(std::mt19937_64& chance, double mean) { return -mean * std::log(unit(chance)); }
/// Service times of a doctor: log-normal, the spread of which is typical of consultations.
double lognormal(std::mt19937_64& chance, double median, double sigma) {
  const double normal = std::sqrt(-2 * std::log(unit(chance))) * std::cos(6.283185307179586 * unit(chance));
  return median * std::exp(sigma * normal);
}

struct Tally {
  int promised = 0, sooner = 0, later = 0, silent = 0;
  double width = 0;
  double share(int count) const { return static_cast<double>(count) / promised; }
};

/// One first-come service with `desks` desks; load follows a morning peak and a desk takes a break now and then.
class Clinic {
 public:
  Clinic(std::uint64_t seed, int desks) : chance_(seed), hospital_(sample::hospital()), service_(*hospital_->service(ServiceId{"first"})), waits_(*hospital_) {
    free_at_.assign(static_cast<std::size_t>(desks), 0);
  }

  Tally run(int patients, int ignored) {
    double arrival = 0;
    for (int i = 0; i < patients; ++i) {
      const double busy = 0.92 + 0.25 * std::sin(arrival / 3.0e6);
      arrival += exponential(chance_, mean_service / static_cast<double>(free_at_.size()) / busy);
      call_until(arrival);
      const auto promise = waits_.promise(service_, static_cast<int>(line_.size()), static_cast<int>(free_at_.size()));
      line_.push_back({arrival, promise, i >= ignored});
    }
    call_until(1e18);
    return tally_;
  }

 private:
  struct Waiting {
    double joined;
    Promise promise;
    bool counted;
  };

  void call_until(double now) {
    while (!line_.empty()) {
      const auto desk = std::min_element(free_at_.begin(), free_at_.end());
      const double at = std::max(*desk, line_.front().joined);
      if (at > now) return;
      call(at);
      const bool away = unit(chance_) < 0.02;
      *desk = at + lognormal(chance_, mean_service * 0.8, 0.65) + (away ? 10 * 60'000 : 0);
    }
  }

  void call(double at) {
    const Waiting next = line_.front();
    Taking taking;
    taking.service = &service_;
    taking.at = Moment{Duration{static_cast<std::int64_t>(at)}};
    taking.waited = Duration{static_cast<std::int64_t>(at - next.joined)};
    taking.promise = next.promise;
    if (last_ && next.joined <= *last_) taking.gap = Duration{static_cast<std::int64_t>(at - *last_)} * static_cast<std::int64_t>(free_at_.size());
    line_.pop_front();
    last_ = at;
    waits_.learn(taking);
    if (next.counted) count(taking);
  }

  void count(const Taking& taking) {
    if (!taking.promise.range) {
      ++tally_.silent;
      return;
    }
    const auto [low, high] = *taking.promise.range;
    ++tally_.promised;
    tally_.sooner += taking.waited < std::chrono::minutes{low};
    tally_.later += taking.waited > std::chrono::minutes{high};
    tally_.width += high - low;
  }

  static constexpr double mean_service = 6 * 60'000.0;
  std::mt19937_64 chance_;
  std::unique_ptr<const Hospital> hospital_;
  const Service& service_;
  Waits waits_;
  std::vector<double> free_at_;
  std::deque<Waiting> line_;
  std::optional<double> last_;
  Tally tally_;
};

Taking taking(const Service& service, int serial, int minutes_waited, std::optional<Duration> gap, Promise promise = {}) {
  return {serial, 1, &service, service.scale->ordinary, Moment{std::chrono::minutes{serial}}, std::chrono::minutes{minutes_waited}, promise, gap};
}

}  // namespace

TEST_CASE("before there is history, nothing is said") {
  const auto hospital = sample::hospital();
  const Service& service = hospital->services.front();
  Waits waits(*hospital);
  CHECK_FALSE(waits.promise(service, 4, 2).range);
  waits.learn(taking(service, 1, 5, std::chrono::minutes{6}));
  waits.learn(taking(service, 2, 5, std::chrono::minutes{6}));
  CHECK_FALSE(waits.promise(service, 4, 2).range);
  waits.learn(taking(service, 3, 5, std::chrono::minutes{6}));
  const Promise promise = waits.promise(service, 4, 2);
  CHECK(promise.point == std::chrono::minutes{15});  // 5 takings x 6 minutes / 2 desks
  REQUIRE(promise.range);
  CHECK(promise.range->low < 15);
  CHECK(promise.range->high > 15);
}

TEST_CASE("with no desk open, nothing is said") {
  const auto hospital = sample::hospital();
  const Service& service = hospital->services.front();
  Waits waits(*hospital);
  for (int i = 1; i <= 5; ++i) waits.learn(taking(service, i, 5, std::chrono::minutes{6}));
  CHECK_FALSE(waits.promise(service, 4, 0).range);
}

TEST_CASE("a lunch break does not make a desk slow") {
  const auto hospital = sample::hospital();
  const Service& service = hospital->services.front();
  Waits waits(*hospital);
  for (int i = 1; i <= 20; ++i) waits.learn(taking(service, i, 5, std::chrono::minutes{i == 10 ? 90 : 5}));
  CHECK(waits.promise(service, 0, 1).point < std::chrono::minutes{6});
}

TEST_CASE("what was learned from a call that is taken back is forgotten") {
  const auto hospital = sample::hospital();
  const Service& service = hospital->services.front();
  Waits waits(*hospital);
  for (int i = 1; i <= 3; ++i) waits.learn(taking(service, i, 5, std::chrono::minutes{6}));
  const Promise before = waits.promise(service, 2, 1);
  waits.learn(taking(service, 4, 50, std::chrono::minutes{60}));
  CHECK_FALSE(waits.promise(service, 2, 1) == before);
  waits.forget(service, 4, 1);
  CHECK(waits.promise(service, 2, 1) == before);
  CHECK(waits.last_taking(service) == Moment{std::chrono::minutes{3}});
}

TEST_CASE("8 of 10 patients are called inside the range they were shown") {
  for (const std::uint64_t seed : {1u, 2u, 3u, 4u}) {
    const int desks = static_cast<int>(seed);
    const Tally tally = Clinic(seed, desks).run(6000, 300);
    CAPTURE(desks);
    const double sooner = tally.share(tally.sooner), later = tally.share(tally.later);
    MESSAGE(desks, " desks: ", tally.promised, " promised, ", 100 * sooner, " % sooner, ", 100 * later, " % later, mean width ",
            tally.width / tally.promised, " min");
    CHECK(tally.silent == 0);
    CHECK(1 - sooner - later > 0.77);
    CHECK(1 - sooner - later < 0.93);
    CHECK(later < 0.13);
    CHECK(sooner < 0.13);
  }
}
