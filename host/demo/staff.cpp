#include "staff.hpp"

#include <algorithm>

namespace vestibule::demo {
namespace {

using namespace std::chrono_literals;

constexpr Duration again_after = 100ms;     // while the host is away
constexpr Duration hashed_within = 30s;

core::http::Client::Options address_of(const House& house) {
  core::http::Client::Options options;
  const auto url = house.url();
  options.port = static_cast<std::uint16_t>(std::strtoul(url.c_str() + url.rfind(':') + 1, nullptr, 10));
  options.patience = 5s;
  return options;
}

/// All that was added can sign in: a password is stored a moment after its person.
Result<bool> all_can_sign_in(const House& house, std::size_t count) {
  VESTIBULE_TRY(const auto said, house.run({"ask", "identity.people", "{}"}));
  VESTIBULE_TRY(const auto answer, parse_json(said));
  const auto& people = answer.at("people").as_array();
  return people.size() >= count && std::all_of(people.begin(), people.end(), [](const auto& person) { return person.at("can_sign_in").as_bool(); });
}

}  // namespace

Result<std::vector<Person>> hire(const House& house, Loop& loop) {
  std::vector<Person> people{{"ada", "Ada Byron", "administrator", {}},    {"omar", "Omar Haddad", "doctor", {}},
                             {"ines", "Inés Ortega", "nurse", {}},         {"grace", "Grace Rivers", "clerk", {}},
                             {"noor", "Noor Aziz", "clerk", {}},           {"max", "Max Lindner", "manager", {}},
                             {"paula", "Paula Stein", "privacy_officer", {}}};
  link::SystemRandom random;
  auto& chance = random.stream("demo.passwords");
  for (auto& person : people) {
    person.password = fmt::format("{}-in-the-demo-{:06x}", person.name, chance.next() & 0xFFFFFF);
    const json::object wish{{"name", person.name}, {"full_name", person.full_name}, {"role", person.role}, {"departments", json::array{"medicine"}}, {"password", person.password}};
    VESTIBULE_CHECK(house.run({"do", "identity.add_person", json::serialize(wish)}));
  }
  Result<bool> ready = false;
  loop.until([&] { return !(ready = all_can_sign_in(house, people.size())) || *ready; }, hashed_within);
  if (!ready) return tl::unexpected(ready.error());
  if (!*ready) return fail(Code::unavailable, "people who were added cannot sign in after {} s", hashed_within / 1s);
  return people;
}

Staff::Staff(const House& house, Loop& loop, Person person)
    : house_(house), loop_(loop), post_(loop.post()), person_(std::move(person)), thread_([this] { work(); }) {}

Staff::~Staff() {
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
  }
  arrived_.notify_one();
  thread_.join();
}

void Staff::send(wire::Verb verb, std::string name, json::value body, Then then) {
  {
    const std::lock_guard lock(mutex_);
    errands_.push_back({verb, std::move(name), link::new_request_id(random_.stream("demo.staff")), std::move(body), std::move(then)});
  }
  arrived_.notify_one();
}

Result<json::value> Staff::call(wire::Verb verb, std::string name, json::value body) {
  std::optional<Result<json::value>> answer;
  send(verb, std::move(name), std::move(body), [&](Result<json::value> came) { answer = std::move(came); });
  while (!answer) loop_.turn();
  return *std::move(answer);
}

/// One errand after the other, each until there is an answer.
void Staff::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    arrived_.wait(lock, [this] { return over_ || !errands_.empty(); });
    if (over_) return;
    Errand errand = std::move(errands_.front());
    errands_.pop_front();
    lock.unlock();
    auto answer = attempt(errand);
    lock.lock();
    while (!answer && answer.error().code == Code::unavailable) {
      if (arrived_.wait_for(lock, again_after, [this] { return over_; })) return;
      lock.unlock();
      answer = attempt(errand);
      lock.lock();
    }
    post_([alive = std::weak_ptr(alive_), then = std::move(errand.then), answer = std::move(answer)]() mutable {
      if (!alive.expired()) then(std::move(answer));
    });
  }
}

Result<json::value> Staff::attempt(const Errand& errand) {
  const bool known = line_ != nullptr;
  if (!known) VESTIBULE_CHECK(sign_in());
  auto answer = errand.verb == wire::Verb::do_ ? line_->post(errand.name, errand.id, errand.body) : line_->get(errand.name, errand.body);
  if (answer || (answer.error().code != Code::unavailable && answer.error().code != Code::denied)) return answer;
  line_.reset();  // the host has gone, or knows the session no more
  return known && answer.error().code == Code::denied ? attempt(errand) : answer;
}

Result<> Staff::sign_in() {
  line_ = std::make_unique<core::http::Client>(address_of(house_));
  const auto in = line_->sign_in(json::object{{"name", person_.name}, {"password", person_.password}});
  if (!in) line_.reset();
  return in ? Result<>{} : tl::unexpected(in.error());
}

}  // namespace vestibule::demo
