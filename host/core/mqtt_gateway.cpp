#include "mqtt_gateway.hpp"

#include <utility>

#include "vestibule/wire/envelope.hpp"

namespace vestibule::core {
namespace {

constexpr std::size_t largest_request = 64 * 1024;

Result<wire::Request> read(const wire::Message& message) {
  if (message.payload.size() > largest_request)
    return fail(Code::invalid, "a request of {} bytes is too large; at most {}", message.payload.size(), largest_request);
  VESTIBULE_TRY(auto request, decode_text<wire::Request>(message.payload));
  if (request.id.empty() || request.id.size() > 64) return fail(Code::invalid, "$.id expected 1 to 64 bytes");
  return request;
}

/// As encode_text() would write it, without a copy of what may be long.
std::string text_of(wire::Reply reply) {
  const auto body = std::exchange(reply.body, std::nullopt);
  std::string text = encode_text(reply);
  if (!body || body->is_null()) return text;
  text.back() = ',';
  text += "\"body\":";
  text += json::serialize(*body);
  return text += '}';
}

}  // namespace

wire::Message last_will(const Host& host) {
  const auto health = host.health();
  const wire::HostState state{false, health.epoch, health.boot, health.sequence, std::nullopt};
  return {wire::host_topic(), encode_text(state), true, {}, {}};
}

MqttGateway::MqttGateway(Host& host, wire::Bus& bus) : host_(host), bus_(bus) {
  bus_.subscribe(wire::all_requests(), [this](const wire::Message& message) { receive(message); });
  bus_.on_connection([this](bool up) {
    if (up) host_.announce();
  });
  if (bus_.connected()) host_.announce();
}

void MqttGateway::receive(const wire::Message& message) {
  const auto name = wire::parse_request_topic(message.topic);
  if (!name || message.retained) return;  // a request the broker kept is nobody's wish any more
  auto request = read(message);
  if (!request) return answer(name->client, message.correlation, "", tl::unexpected(request.error()));
  auto actor = host_.callers().client(name->client);
  if (!actor) return answer(name->client, message.correlation, request->id, tl::unexpected(actor.error()));
  auto reply = [this, client = name->client, correlation = message.correlation, id = request->id](Result<json::value> result) {
    answer(client, correlation, id, std::move(result));
  };
  if (name->verb == wire::Verb::ask) host_.ask(*actor, name->name, request->body, std::move(reply));
  else host_.submit({*std::move(actor), name->name, request->id, std::move(request->body), std::move(reply)});
}

/// Always to the client's own reply topic, whatever response topic the request named: nobody can have another's answers.
void MqttGateway::answer(const std::string& client, std::string correlation, std::string id, Result<json::value> result) {
  bus_.publish({wire::reply_topic(client), text_of(wire::reply_to(std::move(id), std::move(result))), false, {}, std::move(correlation)});
}

}  // namespace vestibule::core
