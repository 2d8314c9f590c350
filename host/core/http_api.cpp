#include "http_api.hpp"

#include <algorithm>

namespace vestibule::core {
namespace {

std::shared_ptr<const http::Catalogue> catalogue_of(const Registry& registry) {
  auto catalogue = std::make_shared<http::Catalogue>();
  for (const auto& [name, command] : registry.commands()) catalogue->emplace(name, http::Endpoint{wire::Verb::do_, command.shape.request});
  for (const auto& [name, query] : registry.queries()) catalogue->emplace(name, http::Endpoint{wire::Verb::ask, query.shape.request});
  return catalogue;
}

http::Entry as_heard(const Entry& entry) {
  http::Entry heard{entry.sequence, entry.at, {}};
  const auto events = parse_json(entry.events);
  if (!events || !events->is_array()) return heard;
  for (const auto& event : events->as_array())
    heard.events.push_back({std::string(event.at("name").as_string()), event.at("body")});
  return heard;
}

}  // namespace

HttpApi::HttpApi(Host& host, Loop& loop)
    : host_(host), loop_(loop), epoch_(host.epoch()), catalogue_(catalogue_of(host.registry())) {}

void HttpApi::do_(Actor actor, std::string name, std::string request_id, json::value body, Answer answer) {
  loop_.post([this, order = Order{std::move(actor), std::move(name), std::move(request_id), std::move(body), std::move(answer)}]() mutable {
    host_.submit(std::move(order));
  });
}

void HttpApi::ask(Actor actor, std::string name, json::value body, Answer answer) {
  loop_.post([this, actor = std::move(actor), name = std::move(name), body = std::move(body), answer = std::move(answer)]() mutable {
    host_.ask(actor, name, body, std::move(answer));
  });
}

void HttpApi::entries(Actor actor, std::optional<std::int64_t> after, std::size_t limit, EntriesAnswer answer) {
  loop_.post([this, actor = std::move(actor), after, limit, answer = std::move(answer)]() mutable {
    if (auto judged = host_.judge(actor, "host.listen", "host.listen"); !judged.allowed) return answer(tl::unexpected(judged.allowed.error()));
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
  loop_.post([this, answer = std::move(answer)] { answer(encode(host_.health())); });
}

}  // namespace vestibule::core
