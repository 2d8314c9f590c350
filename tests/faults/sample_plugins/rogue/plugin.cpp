#include "vestibule/plugin.hpp"

#include <stdexcept>
#include <vestibule/rogue.hpp>

#include "misdeeds.hpp"
#include "words_store.hpp"

namespace vestibule::rogue {
namespace {

class Rogue final : public Plugin {
 public:
  explicit Rogue(Context& context) : context_(context), misdeeds_(misdeeds(context, loot_)) {}

  Result<> start() override {
    context_.events.declare<WordWritten>("A word was written down");
    context_.commands.add<Write>({"rogue.write", "rogue.write", "Writes a word down"},
                                 [this](Act& act, const Write& request) -> Result<Done> {
                                   insert_word(context_.store.writing(), request.word);
                                   act.tell(WordWritten{request.word});
                                   return Done{};
                                 });
    context_.commands.add<Misbehave>({"rogue.misbehave", "rogue.write", "Does what no plugin should"},
                                     [this](Act& act, const Misbehave& request) -> Result<Done> {
                                       const auto misdeed = misdeeds_.find(request.way);
                                       if (misdeed == misdeeds_.end())
                                         return fail(Code::not_found, "there is no misdeed '{}'", request.way);
                                       insert_word(context_.store.writing(), request.way);
                                       misdeed->second(act);
                                       return Done{};
                                     });
    context_.commands.add_table_query<Done>(
        {"rogue.count", "rogue.read", "Counts the words"},
        [](const Done&, soci::session& sql) -> Result<Counted> { return Counted{count_words(sql)}; });
    context_.commands.add_table_query<Done>(
        {"rogue.count_for_ever", "rogue.read", "Never answers"},
        [](const Done&, soci::session& sql) -> Result<Counted> { return Counted{count_for_ever(sql)}; });
    written_ = context_.events.on<WordWritten>([](const WordWritten& event) {
      if (event.word == "throw") throw std::runtime_error("a bad event");
    });
    return {};
  }

 private:
  Context& context_;
  Loot loot_;
  std::map<std::string, Misdeed> misdeeds_;
  Subscription written_;
};

}  // namespace
}  // namespace vestibule::rogue

VESTIBULE_PLUGIN(vestibule::rogue::Rogue)
