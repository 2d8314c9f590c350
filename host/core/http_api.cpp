#include "http_api.hpp"

#include <algorithm>

#include "host_queries.hpp"

namespace vestibule::core {
namespace {

std::shared_ptr<const http::Catalogue> catalogue_of(const Registry& registry) {
  auto catalogue = std::make_shared<http::Catalogue>();
  for (const auto& [name, command] : registry.commands()) catalogue->emplace(name, http::Endpoint{wire::Verb::do_, command.shape.request});
  for (const auto& [name, query] : registry.queries()) catalogue->emplace(name, http::Endpoint{wire::Verb::ask, query.shape.request});
  return catalogue;
}

/// An event that names ears is for those actors alone; who they are is nothing the others, or they, are told.
http::Told as_told(const json::object& event) {
  http::Told told{std::string(event.at("name").as_string()), event.at("body")};
  json::object* body = told.body.if_object();
  const json::value* ears = body ? body->if_contains("ears") : nullptr;
  if (!ears || !ears->is_array()) return told;
  for (const auto& ear : ears->as_array())
    if (ear.is_string()) told.ears.emplace_back(ear.as_string());
  if (told.ears.empty()) told.ears.emplace_back();  // for nobody: no actor has no name
  body->erase("ears");
  return told;
}

http::Entry as_heard(const Entry& entry) {
  http::Entry heard{entry.sequence, entry.at, {}};
  const auto events = parse_json(entry.events);
  if (!events || !events->is_array()) return heard;
  for (const auto& event : events->as_array())
    heard.events.push_back(as_told(event.as_object()));
  return heard;
}

/// Whose session is none, or has ended: signing in helps, if somebody can be asked who they are.
template <class T>
http::Answered<T> stranger(const Error& error) { return {tl::unexpected(error), error.code == Code::denied}; }

Commands::Answer as_answered(const Actor& actor, http::Api::Answer answer) {
  return [nobody = actor.role == nobody_role, answer = std::move(answer)](Result<json::value> result) {
    const bool sign_in = nobody && !result && result.error().code == Code::denied;
    answer({std::move(result), sign_in});
  };
}

}  // namespace

HttpApi::HttpApi(Host& host, Loop& loop)
    : host_(host), loop_(loop), epoch_(host.epoch()), catalogue_(catalogue_of(host.registry())) {}

void HttpApi::do_(Caller caller, std::string name, std::string request_id, json::value body, Answer answer) {
  loop_.post([this, caller = std::move(caller), order = Order{{}, std::move(name), std::move(request_id), std::move(body), {}},
              answer = std::move(answer)]() mutable {
    auto actor = host_.callers().who(caller);
    if (!actor) return answer(stranger<json::value>(actor.error()));
    order.answer = as_answered(*actor, std::move(answer));
    order.actor = *std::move(actor);
    host_.submit(std::move(order));
  });
}

void HttpApi::ask(Caller caller, std::string name, json::value body, Answer answer) {
  loop_.post([this, caller = std::move(caller), name = std::move(name), body = std::move(body), answer = std::move(answer)]() mutable {
    const auto actor = host_.callers().who(caller);
    if (!actor) return answer(stranger<json::value>(actor.error()));
    host_.ask(*actor, name, body, as_answered(*actor, std::move(answer)));
  });
}

/// A session that is over keeps nobody from the page where one signs in again.
void HttpApi::may(Caller caller, http::Route route, MayAnswer answer) {
  loop_.post([this, caller = std::move(caller), name = std::string(route.name), right = route.right, answer = std::move(answer)] {
    const auto found = host_.callers().who(caller);
    const Actor actor = found ? *found : Actor{std::string(nobody_role), std::string(nobody_role), caller.address};
    auto judged = host_.judge(actor, name, right);
    const bool sign_in = actor.role == nobody_role && !judged.allowed && judged.allowed.error().code == Code::denied;
    answer({std::move(judged.allowed), sign_in});
  });
}

void HttpApi::open_session(Caller caller, json::value credentials, SessionAnswer answer) {
  loop_.post([this, caller = std::move(caller), credentials = std::move(credentials), answer = std::move(answer)]() mutable {
    host_.callers().open(caller, credentials, [answer = std::move(answer)](Result<SessionOpened> opened) {
      const bool wrong = !opened && opened.error().code == Code::denied;
      answer({std::move(opened), wrong});
    });
  });
}

void HttpApi::close_session(Caller caller, Answer answer) {
  loop_.post([this, caller = std::move(caller), answer = std::move(answer)] {
    host_.callers().close(caller);
    answer({json::value(json::object{})});
  });
}

void HttpApi::listen(Caller caller, EarAnswer answer) {
  loop_.post([this, caller = std::move(caller), answer = std::move(answer)]() mutable {
    auto actor = host_.callers().who(caller);
    if (!actor) return answer(stranger<http::Ear>(actor.error()));
    const auto judged = host_.judge(*actor, listening, listening);
    if (!judged.allowed) return answer({tl::unexpected(judged.allowed.error()), actor->role == nobody_role});
    auto events = audible(*actor);
    answer({http::Ear{std::move(caller), *std::move(actor), std::move(events)}});
  });
}

/// Asked once for each event there is, when the stream opens. An event nobody has declared is heard by nobody.
std::shared_ptr<const http::Audible> HttpApi::audible(const Actor& actor) {
  if (!host_.has_policy() || actor.role == house_role) return nullptr;
  auto events = std::make_shared<http::Audible>();
  for (const auto& [name, shape] : host_.registry().events())
    if (auto judged = host_.judge(actor, name, listening); judged.allowed) events->emplace(name, std::move(judged.hidden));
  return events;
}

void HttpApi::still_there(std::vector<http::Ear> ears, std::function<void(std::vector<bool>)> answer) {
  loop_.post([this, ears = std::move(ears), answer = std::move(answer)] {
    std::vector<bool> there;
    for (const auto& ear : ears) there.push_back(host_.callers().stands(ear.caller, ear.actor));
    answer(std::move(there));
  });
}

void HttpApi::entries(std::optional<std::int64_t> after, std::size_t limit, EntriesAnswer answer) {
  loop_.post([this, after, limit, answer = std::move(answer)]() mutable {
    const std::int64_t newest = host_.sequence();
    if (!after || *after >= newest) return answer(http::Entries{{}, newest});
    host_.entries(*after, static_cast<int>(std::min<std::size_t>(limit, 1000)), [after, answer = std::move(answer)](std::vector<Entry> found) {
      http::Entries heard{{}, *after};
      for (const auto& entry : found) {
        heard.through = entry.sequence;
        heard.entries.push_back(as_heard(entry));
      }
      answer(std::move(heard));
    });
  });
}

void HttpApi::on_entries(std::function<void(std::int64_t)> committed) {
  loop_.post([this, committed = std::move(committed)]() mutable { committed_ = host_.on_committed(std::move(committed)); });
}

void HttpApi::health(Answer answer) {
  loop_.post([this, answer = std::move(answer)] { answer({encode(host_.health())}); });
}

}  // namespace vestibule::core
