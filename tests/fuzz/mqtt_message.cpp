// A message from the line into the whole house, with the queue plugin: topic and payload as somebody with an account may send
// them. A request beneath a client's name gets exactly one answer, to that client and with its id; nothing else gets any.

#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include "fuzz.hpp"
#include "kit/test_host.hpp"
#include "vestibule/wire/envelope.hpp"

using namespace vestibule;
using fuzz::hold;

namespace {

class House {
 public:
  House() {
    doctest_.setAsDefaultForAssertsOutOfTestCases();
    kit::TestHostOptions options;
    options.line = true;
    options.settings = "[queue]\nhospital = \"hospital.toml\"\n";
    options.files["hospital.toml"] = *core::read_file(DEMO_HOSPITAL);
    host_ = std::make_unique<kit::TestHost>(std::move(options));
    sender_ = host_->broker.attach("sender");
    listener_ = host_->broker.attach("listener");
    listener_->subscribe("vestibule/v1/rep/#", [this](const wire::Message& message) { answers.push_back(message); });
    host_->run_for(Duration{1});
    hold(host_->do_("queue.open_day", {{"date", "2026-11-23"}}).has_value(), "no day can be opened");
  }

  void send(wire::Message message) {
    answers.clear();
    sender_->publish(std::move(message));
    host_->run_for(Duration{1});
  }

  std::filesystem::path folder() const { return host_->folder.path(); }

  std::vector<wire::Message> answers;

 private:
  doctest::Context doctest_;
  std::unique_ptr<kit::TestHost> host_;
  std::unique_ptr<wire::Bus> sender_, listener_;
};

/// The last house is not closed: when the program ends, what its threads need is gone before it would be. Only its folder is swept.
struct Standing {
  std::unique_ptr<House> house;
  ~Standing() {
    std::error_code ignored;
    if (house) std::filesystem::remove_all(house->folder(), ignored);
    (void)house.release();
  }
};

House& house() {
  static Standing standing;
  static std::size_t served = 0;
  if (served++ % 20'000 == 0) {  // what piles up in a day is another test's
    standing.house.reset();
    standing.house = std::make_unique<House>();
  }
  return *standing.house;
}

void check_names(std::string_view topic) {
  const auto request = wire::parse_request_topic(topic);
  if (request) {
    hold(wire::request_topic(request->client, request->verb, request->name) == topic, "another topic: {}", topic);
    hold(wire::matches(wire::all_requests(), topic), "the host does not listen to {}", topic);
  }
  if (const auto client = wire::parse_presence_topic(topic)) hold(wire::presence_topic(*client) == topic, "another topic: {}", topic);
  hold(wire::matches("#", topic) && (topic.find_first_of("+#") != topic.npos || wire::matches(topic, topic)), "a topic that is not itself: {}", topic);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Choices choices(fuzz::text_of(data, size));
  wire::Message message;
  message.topic = choices.line();
  message.payload = choices.rest();
  message.correlation = "correlation";
  check_names(message.topic);
  const auto name = wire::parse_request_topic(message.topic);
  if (!name && message.topic.starts_with("vestibule/v1/rep")) return 0;  // what a client may not write, the broker refuses
  House& served = house();
  served.send(message);
  hold(served.answers.size() == (name ? 1 : 0), "{} answers to {}", served.answers.size(), message.topic);
  if (!name) return 0;
  const wire::Message& answer = served.answers.front();
  hold(answer.topic == wire::reply_topic(name->client), "the answer goes to {}", answer.topic);
  hold(answer.correlation == message.correlation, "the answer lacks what it belongs to");
  const auto reply = decode_text<wire::Reply>(answer.payload);
  hold(reply.has_value(), "an answer that nobody can read: {}", answer.payload);
  hold(reply->body.has_value() != reply->error.has_value(), "neither yes nor no: {}", answer.payload);
  hold(!reply->error || reply->error->code != "internal", "a defect of ours: {}", answer.payload);
  const auto request = decode_text<wire::Request>(message.payload);
  if (request && !request->id.empty() && request->id.size() <= 64) hold(reply->id == request->id, "the answer to another question: {}", answer.payload);
  return 0;
}
