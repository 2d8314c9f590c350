#pragma once
// The people of the house: each has an account, signs in as in a browser, and asks over HTTP.

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "core/http/client.hpp"
#include "house.hpp"

namespace vestibule::demo {

struct Person {
  std::string name;  ///< to sign in with
  std::string full_name;
  std::string role;
  std::string password;  ///< of chance, for this house alone
};

/// Makes an account for one of each role, and waits until they can sign in. As whoever runs the machine: the host is open.
Result<std::vector<Person>> hire(const House& house, Loop& loop);

/// One of them at work. What is asked while the host is away is asked again with the same request id until there is an answer.
/// Asks on a thread of its own, so that a question may be under way in the moment in which the host dies.
class Staff {
 public:
  using Then = std::function<void(Result<json::value>)>;

  /// `house` and `loop` must outlive it.
  Staff(const House& house, Loop& loop, Person person);
  ~Staff();
  Staff(const Staff&) = delete;

  /// `then` runs later, on the loop.
  void send(wire::Verb verb, std::string name, json::value body, Then then);
  template <class Answer, class Asked>
  void send(wire::Verb verb, std::string name, const Asked& asked, std::function<void(Result<Answer>)> then) {
    send(verb, std::move(name), encode(asked), [then = std::move(then)](Result<json::value> answer) {
      then(answer ? decode<Answer>(*answer) : Result<Answer>(tl::unexpected(std::move(answer).error())));
    });
  }
  /// Asks and waits, running the loop.
  Result<json::value> call(wire::Verb verb, std::string name, json::value body);

 private:
  struct Errand {
    wire::Verb verb;
    std::string name, id;
    json::value body;
    Then then;
  };

  void work();
  Result<json::value> attempt(const Errand& errand);
  Result<> sign_in();

  const House& house_;
  Loop& loop_;
  const link::Post post_;
  const Person person_;
  link::SystemRandom random_;
  std::unique_ptr<core::http::Client> line_;  // of the thread; none: to be signed in
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Errand> errands_;
  bool over_ = false;
  std::thread thread_;
};

}  // namespace vestibule::demo
