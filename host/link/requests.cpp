#include "vestibule/link/requests.hpp"

#include <map>

#include "vestibule/wire/envelope.hpp"
#include "vestibule/trial.hpp"

namespace vestibule::link {

/// The bus cannot be made to forget a handler, so handlers hold this weakly.
class Requests::Pending : public std::enable_shared_from_this<Pending> {
 public:
  Pending(wire::Bus& bus, Timers& timers, std::string client, RequestTiming timing)
      : bus_(bus), timers_(timers), client_(std::move(client)), timing_(timing) {}

  void listen() {
    bus_.subscribe(wire::reply_topic(client_),
                   if_alive<const wire::Message&>([](Pending& self, const auto& message) { self.hear(message); }));
    bus_.subscribe(wire::host_topic(),
                   if_alive<const wire::Message&>([](Pending& self, const auto& message) { self.hear_host(message); }));
    bus_.on_connection(if_alive<bool>([](Pending& self, bool connected) {
      if (connected) self.repeat_all();
    }));
  }

  void send(wire::Verb verb, std::string_view name, const json::value& body, std::string id, Answer answer,
            std::optional<Duration> deadline) {
    if (const auto known = asked_.find(id); known != asked_.end()) {
      known->second.answer = std::move(answer);
      return;
    }
    if (asked_.size() >= timing_.most_pending) return refuse(std::move(answer));
    Asked& asked = asked_[id];
    asked.topic = wire::request_topic(client_, verb, name);
    asked.payload = encode_text(wire::Request{id, body.is_null() ? json::value(json::object{}) : body});
    asked.correlation = fmt::format("{}/{}", id, ++sends_);
    asked.answer = std::move(answer);
    if (deadline) asked.deadline = timers_.after(*deadline, [this, id] { give_up(id); });
    transmit(id, asked);
  }

  void forget(const std::string& id) { asked_.erase(id); }

  std::size_t count() const { return asked_.size(); }
  std::size_t ignored() const { return ignored_; }

 private:
  struct Asked {
    std::string topic;
    std::string payload;
    std::string correlation;  // tells this use of the id from an earlier one, whose late second answer is not meant for it
    Answer answer;
    Duration patience{0};
    Timer retry;
    Timer deadline;
  };

  template <class Argument, class Function>
  std::function<void(Argument)> if_alive(Function function) {
    return [self = weak_from_this(), function](Argument argument) {
      if (const auto alive = self.lock()) function(*alive, argument);
    };
  }

  void transmit(const std::string& id, Asked& asked) {
    asked.patience = asked.patience == Duration{0} ? timing_.first_retry : std::min(asked.patience * 2, timing_.longest_retry);
    if (!VESTIBULE_PLANTED("asked_only_once")) asked.retry = timers_.after(asked.patience, [this, id] {
      if (const auto found = asked_.find(id); found != asked_.end()) transmit(found->first, found->second);
    });
    bus_.publish({asked.topic, asked.payload, false, wire::reply_topic(client_), asked.correlation});
  }

  void repeat_all() {
    if (VESTIBULE_PLANTED("asked_only_once")) return;
    if (!asked_.empty()) VESTIBULE_RARE("all_asked_again");
    for (auto& [id, asked] : asked_) {
      asked.patience = Duration{0};
      transmit(id, asked);
    }
  }

  void hear(const wire::Message& message) {
    auto reply = decode_text<wire::Reply>(message.payload);
    const auto found = reply ? asked_.find(reply->id) : asked_.end();
    if (found == asked_.end() || (!message.correlation.empty() && message.correlation != found->second.correlation)) {
      ++ignored_;
      return;
    }
    const auto asked = asked_.extract(found);
    asked.mapped().answer(wire::result_of(*std::move(reply)));
  }

  void hear_host(const wire::Message& message) {
    const auto host = decode_text<wire::HostState>(message.payload);
    if (!host || !host->online || std::exchange(host_boot_, host->boot) == host->boot) return;
    repeat_all();
  }

  void give_up(const std::string& id) {
    auto asked = asked_.extract(id);
    if (asked.empty()) return;
    asked.mapped().answer(fail(Code::unavailable, "the host has not answered in time; ask again with the same request id"));
  }

  /// The answer never comes from inside send(): a caller need not be ready for it there.
  void refuse(Answer answer) {
    const auto number = ++refusals_;
    refused_[number] = timers_.after(Duration{0}, [this, number, answer = std::move(answer)] {
      const auto keep = refused_.extract(number);
      answer(fail(Code::unavailable, "{} requests wait for the host already", asked_.size()));
    });
  }

  wire::Bus& bus_;
  Timers& timers_;
  const std::string client_;
  const RequestTiming timing_;
  std::map<std::string, Asked> asked_;
  std::map<std::uint64_t, Timer> refused_;
  std::uint64_t refusals_ = 0;
  std::optional<std::int64_t> host_boot_;
  std::uint64_t sends_ = 0;
  std::size_t ignored_ = 0;
};

Requests::Requests(wire::Bus& bus, Timers& timers, std::string client, RequestTiming timing)
    : pending_(std::make_shared<Pending>(bus, timers, std::move(client), timing)) {
  pending_->listen();
}

void Requests::send(wire::Verb verb, std::string_view name, const json::value& body, std::string id, Answer answer,
                    std::optional<Duration> deadline) {
  pending_->send(verb, name, body, std::move(id), std::move(answer), deadline);
}
void Requests::forget(const std::string& id) { pending_->forget(id); }
std::size_t Requests::pending() const { return pending_->count(); }
std::size_t Requests::ignored() const { return pending_->ignored(); }

std::string new_request_id(RandomStream& random) {
  const auto high = random.next();
  const auto low = random.next();
  return fmt::format("{:016x}{:016x}", high, low);
}

}  // namespace vestibule::link
