#include "vestibule/plugin.hpp"

#include <stdexcept>
#include <vestibule/ledger.hpp>

#include "words_store.hpp"

namespace vestibule::ledger {
namespace {

struct LedgerSettings {
  int most = 1000;
  std::string note = "none";
};
BOOST_DESCRIBE_STRUCT(LedgerSettings, (), (most, note))

class Ledger final : public Plugin {
 public:
  explicit Ledger(Context& context) : context_(context) {}

  Result<> start() override {
    VESTIBULE_TRY(settings_, context_.settings.read(LedgerSettings{}, {{"most", "words at most"}, {"note", "a note"}}));
    context_.events.declare<WordWritten>("A word was written down");
    context_.commands.add<Word>({"ledger.write", "ledger.write", "Writes a word down"}, [this](Act& act, const Word& request) { return write(act, request); });
    context_.commands.add<Word>({"ledger.misbehave", "ledger.write", "Does what no plugin should"},
                                [this](Act& act, const Word& request) { return misbehave(act, request); });
    context_.commands.add_query<Done>({"ledger.count", "ledger.read", "Counts the words in memory"},
                                      [this](const Done&) -> Result<Counted> { return Counted{count_}; });
    context_.commands.add_table_query<Done>({"ledger.count_rows", "ledger.read", "Counts the words in the table"},
                                            [](const Done&, soci::session& sql) -> Result<Counted> { return Counted{count_words(sql)}; });
    written_ = context_.events.on<WordWritten>([this](const WordWritten& event) { last_ = event; });
    settled_ = context_.events.on_settled([this] { context_.publisher.retain("ledger/last", [this] { return last_; }); });
    return {};
  }

  Result<> load() override {
    count_ = count_words(context_.store.writing());
    return {};
  }

 private:
  Result<Counted> write(Act& act, const Word& request) {
    insert_word(context_.store.writing(), request.word, act.at);
    if (count_ >= settings_.most) return fail(Code::conflict, "the ledger holds {} words already", count_);
    ++count_;
    act.about("word " + request.word);
    act.tell(WordWritten{request.word});
    return Counted{count_};
  }

  Result<Counted> misbehave(Act& act, const Word& request) {
    insert_word(context_.store.writing(), request.word, act.at);
    if (request.word == "throw") throw std::runtime_error("a bad day");
    if (request.word == "peek") return Counted{count_journal(context_.store.writing())};
    if (request.word == "hang") never_ending(context_.store.writing());
    return fail(Code::conflict, "no harm done");
  }

  Context& context_;
  LedgerSettings settings_;
  int count_ = 0;
  WordWritten last_;
  Subscription written_, settled_;
};

}  // namespace
}  // namespace vestibule::ledger

VESTIBULE_PLUGIN(vestibule::ledger::Ledger)
