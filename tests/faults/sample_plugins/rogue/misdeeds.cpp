#include "misdeeds.hpp"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include <atomic>
#include <stdexcept>
#include <vestibule/rogue.hpp>

#include "words_store.hpp"

namespace vestibule::rogue {
namespace {

using namespace std::chrono_literals;

std::atomic<bool> for_ever{true};
constexpr int very_many = 1'000'000;

void spin() {
  while (for_ever.load()) {
  }
}

/// Not a tail call: each turn needs its own piece of the stack.
std::size_t dig(std::size_t depth) {
  volatile char piece[4096];
  memset(const_cast<char*>(piece), static_cast<int>(depth), sizeof piece);
  return for_ever.load() ? dig(depth + 1) + static_cast<std::size_t>(piece[depth % sizeof piece]) : depth;
}

[[noreturn]] void throw_a_number() { throw 7; }

void leak(Loot& loot) {
  constexpr std::size_t at_once = 8 << 20;
  for (int i = 0; i < 1024; ++i) {
    void* const piece = ::operator new(at_once);
    memset(piece, 1, at_once);
    loot.memory.push_back(piece);
  }
}

}  // namespace

std::map<std::string, Misdeed> misdeeds(Context& context, Loot& loot) {
  std::map<std::string, Misdeed> all;
  all["throw"] = [](Act&) { throw std::runtime_error("a bad day"); };
  all["throw a number"] = [](Act&) { throw_a_number(); };
  all["throw in a job"] = [&context](Act&) {
    context.jobs.run([]() -> int { throw std::runtime_error("a bad job"); }, [](int) {});
  };
  all["throw a number in a job"] = [&context](Act&) { context.jobs.run([]() -> int { throw_a_number(); }, [](int) {}); };
  all["throw at a timer"] = [&context, &loot](Act&) {
    loot.timers.push_back(context.timers.after(1ms, [] { throw std::runtime_error("a bad moment"); }));
  };
  all["throw at an event"] = [](Act& act) { act.tell(WordWritten{"throw"}); };
  all["throw in a state"] = [&context](Act&) {
    context.publisher.retain("rogue/last", []() -> WordWritten { throw std::runtime_error("a bad state"); });
  };

  all["crash"] = [](Act&) { raise(SIGSEGV); };
  all["abort"] = [](Act&) { abort(); };
  all["crash in a job"] = [&context](Act&) { context.jobs.run([] { return raise(SIGSEGV); }, [](int) {}); };
  all["call itself"] = [](Act&) { dig(0); };
  all["hang"] = [](Act&) { spin(); };

  all["hang in a job"] = [&context](Act&) {
    for (int i = 0; i < 8; ++i) context.jobs.run([] { return spin(), 0; }, [](int) {});
  };
  all["hang in a statement"] = [&context](Act&) { count_for_ever(context.store.writing()); };
  all["leak"] = [&loot](Act&) { leak(loot); };

  all["flood of events"] = [](Act& act) {
    for (int i = 0; i < very_many; ++i) act.tell(WordWritten{"again"});
  };
  all["flood of states"] = [&context](Act&) {
    for (int i = 0; i < very_many; ++i) context.publisher.retain(fmt::format("rogue/{}", i), [] { return WordWritten{"state"}; });
  };
  all["flood of jobs"] = [&context](Act&) {
    for (int i = 0; i < very_many; ++i) context.jobs.run([] { return 0; }, [](int) {});
  };
  all["flood of commands"] = [&context](Act&) {
    for (int i = 0; i < very_many; ++i) context.commands.run("rogue.write", Write{"again"});
  };
  return all;
}

}  // namespace vestibule::rogue
