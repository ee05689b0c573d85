import { describe, expect, test } from "@jest/globals";
import { VtlFailure } from "./failure.ts";
import { parseTemplate } from "./parse-template.ts";
import { renderTemplate } from "./render.ts";
import { VtlSyntaxError } from "./scanner.ts";
import { dictionary, jsonList } from "./value.ts";

const faultOf = (template: string): VtlSyntaxError => {
  try {
    parseTemplate(template);
  } catch (error) {
    if (error instanceof VtlSyntaxError) return error;
  }
  throw new Error(`${template} parses`);
};

describe("a template that does not parse names the line", () => {
  test.each<[string, number, RegExp]>([
    ["a\n#if($x)\nb", 3, /#end of #if/],
    ["a\n#end", 2, /belongs to no #if/],
    ["#else x", 1, /belongs to no #if/],
    ["#foreach($i in [1])", 1, /#end of #foreach/],
    ["#foreach($i of [1])#end", 1, /expected in/],
    ["#set($x)", 1, /expected =/],
    ["#set($x = )", 1, /expected a reference/],
    ["#set(x = 1)", 1, /expected a reference such as \$x/],
    ["#set(${x} = 1)", 1, /expected \$x to be set/],
    ["\n\n#set($x = 1", 3, /\) at the end of #set/],
    ["#if true", 1, /\( behind #if/],
    ["#if()x#end", 1, /expected a reference/],
    ["#set($x = $n -1)", 1, /\) at the end of #set/],
    ["#set($x = -$n)", 1, /expected a reference/],
    ["#set($x = [1, 2,])", 1, /expected a reference/],
    ["#set($x = {a: 1})", 1, /expected a reference/],
    ["#set($x = ['a'..'b'])", 1, /whole numbers/],
    ["$s.substring($n + 1)", 1, /a comma or \)/],
    ["$l[0 + 1]", 1, /\] behind an index/],
    ["${s", 1, /\} at the end of/],
    ['a\n#set($x = "b\n#if(")', 3, /expected a reference/],
    ["#[[ a", 1, /\]\]#/],
    ["#* a", 1, /\*#/],
    ["#", 1, /very end/],
    ["#parse('x')", 1, /#parse is not supported/],
    ["#include('x')", 1, /#include is not supported/],
    ["#evaluate($s)", 1, /#evaluate is not supported/],
    ["#macro(m)x#end", 1, /#macro is not supported/],
    ["#nothing($s)", 1, /#nothing\( … \) is no directive/],
    ["$s.matches($pattern)", 1, /must be a text without \$/],
    ['$s.replaceAll("$s", "x")', 1, /must be a text without \$/],
    ["$s.split('(')", 1, /no regular expression/],
  ])("%j on line %i", (template, line, message) => {
    const fault = faultOf(template);
    expect(fault.message).toMatch(message);
    expect(fault.line).toBe(line);
  });

  test("and its twin parses", () => {
    expect(parseTemplate("a\n#if($x)\nb#end")).toHaveLength(2);
  });
});

describe("nothing but data can be reached", () => {
  test.each([
    "$s.constructor",
    "$s.constructor.constructor('return process')()",
    "$s.__proto__ $m.__proto__ $m.prototype $l.constructor",
    "$m.constructor $m.get('constructor') $m['constructor']",
    "$m.remove('constructor')",
    "$m.hasOwnProperty('a') $l.push(1) $l.map('x') $s.at(0) $n.toFixed(2)",
    "$s.class.forName('java.lang.Runtime') $s.getClass()",
    "$foreach.constructor $nope.constructor",
  ])("%s", (template) => {
    const given = { s: "a", n: 1n, l: jsonList([1n]), m: dictionary([["a", 1n]]) };
    expect(renderTemplate(parseTemplate(template), given)).toBe(template);
  });

  test("names of JavaScript are as good as any for an entry", () => {
    const template = "#set($m.__proto__ = 'x')$m.__proto__#set($m.constructor = 'y')$m.constructor $m";
    expect(renderTemplate(parseTemplate(template), { m: dictionary() })).toBe("xy {__proto__=x, constructor=y}");
    expect(Object.getPrototypeOf({})).not.toHaveProperty("x");
  });
});

describe("what fails while it is rendered", () => {
  test.each<[string, string, RegExp]>([
    ["a place behind the end of a list", "#set($x = [1])$x[1]", /index 1 of a list of 1/],
    ["a method that throws", "#set($x = 'a')$x.substring(0, 2)", /out of a text's bounds/],
    ["a number that is none", "#set($x = 0)$x.parseInt('a')", /is no number/],
    ["a long range", "#set($x = [1..1001])", /a range of 1001/],
    ["more rounds than API Gateway goes", "#foreach($i in $long)#end", /1001 items/],
    ["loops in loops", "#foreach($i in $l)#foreach($j in $l)#foreach($k in $l)$k#end#end#end", /steps/],
    ["a text that doubles", '#foreach($i in $l)#set($t = "x$!t$!t")#end', /characters/],
    ["a list that doubles", "#set($x = [1])#foreach($i in $l)$!x.addAll($x)#end", /items/],
    ["a list in itself", "#set($x = [1])$!x.add($x)$x", /call stack/],
    ["a number that grows", "#set($x = 9)#foreach($i in $l)#set($x = $x * $x)#end", /1000 digits/],
    ["a text of many", "#set($x = 'abc')$x.repeat(9999999)", /times/],
    ["a block in itself", "#define($d)$d#end$d", /call stack/],
  ])("%s", (_what, template, message) => {
    const given = { l: jsonList(Array(200).fill(1n)), long: jsonList(Array(1_001).fill(1n)) };
    const render = () => renderTemplate(parseTemplate(template), given);
    expect(render).toThrow(VtlFailure);
    expect(render).toThrow(message);
  });

  test("and what does not", () => {
    const given = { l: jsonList(Array(1_000).fill(1n)) };
    expect(renderTemplate(parseTemplate("#foreach($i in $l)$i#end"), given)).toHaveLength(1_000);
  });
});
