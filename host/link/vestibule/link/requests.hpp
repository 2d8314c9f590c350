#pragma once
// Asking the host until it answers: a request keeps its id and is sent again until an answer to that id has come.

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "vestibule/clock.hpp"
#include "vestibule/json.hpp"
#include "vestibule/random.hpp"
#include "vestibule/wire/bus.hpp"
#include "vestibule/wire/topics.hpp"

namespace vestibule::link {

struct RequestTiming {
  Duration first_retry{500};     ///< doubles with each repetition ...
  Duration longest_retry{4000};  ///< ... up to this
  std::size_t most_pending = 1024;
};

/// 128 random bits as text: the id of a new request. Keep it until the answer has come, over restarts too if it matters.
std::string new_request_id(RandomStream& random);

/// Over any bus; its owner's loop only. Sends again after a timeout, when the line comes back and when the host has restarted.
class Requests {
 public:
  using Answer = std::function<void(Result<json::value>)>;

  /// `client` is the name the bus is connected with.
  Requests(wire::Bus& bus, Timers& timers, std::string client, RequestTiming timing = {});

  /// `answer` is called once: with the host's answer, or with `unavailable` when `deadline` has passed without one (the host
  /// may have carried it out all the same: ask again with the same id) or when too many are pending. Without a deadline it
  /// asks for ever. The host's own errors, `unavailable` included, are answers. An id that is pending already is not sent a
  /// second time: the new `answer` takes the place of the old.
  void send(wire::Verb verb, std::string_view name, const json::value& body, std::string id, Answer answer,
            std::optional<Duration> deadline = {});

  /// The same with a described struct in and out.
  template <class Reply, class Body>
  void send(wire::Verb verb, std::string_view name, const Body& body, std::string id, std::function<void(Result<Reply>)> answer,
            std::optional<Duration> deadline = {}) {
    send(
        verb, name, encode(body), std::move(id),
        [answer = std::move(answer)](Result<json::value> result) {
          if (result)
            answer(decode<Reply>(*result));
          else
            answer(tl::unexpected(std::move(result).error()));
        },
        deadline);
  }

  /// Forgets a pending request; its answer is not called. The host may still carry it out.
  void forget(const std::string& id);

  std::size_t pending() const;
  /// Answers that came for nothing pending (a repetition's second answer) or could not be read.
  std::size_t ignored() const;

 private:
  class Pending;
  std::shared_ptr<Pending> pending_;
};

}  // namespace vestibule::link
