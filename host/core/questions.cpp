#include "questions.hpp"

#include "callers.hpp"
#include "core/http/hide.hpp"
#include "discretion.hpp"
#include "store/errors.hpp"
#include "vestibule/trial.hpp"

namespace vestibule::core {
namespace {

Commands::Answer hiding(std::shared_ptr<const Fields> hidden, Commands::Answer answer) {
  return [hidden = std::move(hidden), answer = std::move(answer)](Result<json::value> result) {
    if (result) hide(*result, *hidden);
    answer(std::move(result));
  };
}

}  // namespace

void Questions::ask(const Actor& actor, const std::string& name, const json::value& body, Commands::Answer answer) {
  const Query* query = parts_.registry.query(name);
  if (!query) return answer(fail(Code::not_found, "there is no query '{}'", name));
  const Judged judged = parts_.gate.judge(actor, query->guest, query->shape, body);
  if (judged.hidden) answer = hiding(judged.hidden, std::move(answer));
  if (!judged.subject.empty()) answer = witnessed({actor, name, {}, body, std::move(answer)}, query->shape, judged.subject);
  if (!judged.allowed && !VESTIBULE_PLANTED("denied_question_answered")) return answer(tl::unexpected(judged.allowed.error()));
  if (std::holds_alternative<Commands::TableQuery>(query->handler)) return look(*query, body, std::move(answer));
  Result<json::value> result;
  const auto* direct = std::get_if<Commands::Query>(&query->handler);
  const auto run = [&]() -> Result<> {
    result = direct ? (*direct)(body) : std::get<Commands::Report>(query->handler)(actor, body);
    return {};
  };
  if (auto entered = query->guest ? parts_.guests.enter(*query->guest, run) : run(); !entered) result = tl::unexpected(entered.error());
  answer(std::move(result));
}

/// On a reader thread.
void Questions::look(const Query& query, const json::value& body, Commands::Answer answer) {
  if (query.guest)
    if (auto admitted = Guests::admit(*query.guest); !admitted) return answer(tl::unexpected(admitted.error()));
  auto found = std::make_shared<Result<json::value>>(fail(Code::internal, "the reader gave no answer"));
  parts_.readings.run(
      [found, handler = std::get<Commands::TableQuery>(query.handler), body, guest = query.guest, &guests = parts_.guests,
       &readers = query.readers ? *query.readers : parts_.readers, beside = query.readers != nullptr] {
        const auto read = [&] {
          try {
            readers.with([&](soci::session& sql) { *found = handler(body, sql); });
          } catch (const std::exception& failure) {
            if (beside) *found = fail(Code::unavailable, "nothing was measured yet, or it cannot be read: {}", failure.what());
            else *found = tl::unexpected(database_error(failure).value_or(Error{Code::internal, failure.what()}));
          }
        };
        if (!guest) return read();
        if (auto thrown = guests.enter_elsewhere(*guest, read)) *found = fail(Code::internal, "{} threw {}", guest->name(), *thrown);
      },
      [found, answer = std::move(answer)] { answer(std::move(*found)); });
}

/// Who asked about whom is committed before the answer leaves; it joins the next group of commands. A stranger's tries fill no disk.
Commands::Answer Questions::witnessed(Order order, const CommandShape& shape, std::string subject) {
  make_discreet(shape, order.body);
  auto& stream = parts_.random.stream("host.witness");
  const std::uint64_t high = stream.next(), low = stream.next();
  order.request_id = fmt::format("{:016x}{:016x}", high, low);
  return [this, order = std::move(order), subject = std::move(subject)](Result<json::value> result) mutable {
    const bool strange = !result && result.error().code == Code::denied && order.actor.role == nobody_role;
    if (strange) return order.answer(std::move(result));
    order.looked = Looked{std::move(subject), std::move(result)};
    parts_.dispatcher.submit(std::move(order));
  };
}

}  // namespace vestibule::core
