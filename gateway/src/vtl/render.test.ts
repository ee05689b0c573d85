import { describe, expect, test } from "@jest/globals";
import { parseJson } from "./parse-json.ts";
import { parseTemplate } from "./parse-template.ts";
import { renderTemplate } from "./render.ts";
import { isMap, type Value } from "./value.ts";

// The expected texts are those of Velocity 1.7, which rendered every template here in the same context.
const context = `{
  "s": "abc", "empty": "", "n": 5, "f": 2.5, "yes": true, "no": false,
  "l": [{"x": "q"}, "x/y"], "m": {"b": {"c": 1}}
}`;

const variables = (): Readonly<Record<string, Value>> => {
  const map = parseJson(context);
  return isMap(map) ? Object.fromEntries(map.entries) : {};
};

const renders = (template: string, text: string) =>
  expect(renderTemplate(parseTemplate(template), variables())).toBe(text);

describe("references", () => {
  test.each([
    ["$s|${s}|$!s|$!{s}", "abc|abc|abc|abc"],
    ["$nope|${nope}|$!nope|$!{nope}", "$nope|${nope}||"],
    ["${s}y $sy $s-y $s.", "abcy $sy $s-y abc."],
    ["$m.b.c $m.nope $!m.nope $m.b.c.d", "1 $m.nope  $m.b.c.d"],
    ["$m['b']['c'] $m.get('b').c $l[0].x $l[-1] $l.get(1)", "1 1 q x/y x/y"],
    ["$s.length()abc ${s}.length()", "3abc abc.length()"],
    ["$s.nope() $!s.nope() $s.nope", "$s.nope()  $s.nope"],
    ['$5 $ s $$s $! x # #fff {"$ref": "#/a"}', '$5 $ s $abc $ x # #fff {"$ref": "#/a"}'],
    ["\\$s \\\\$s \\\\\\$s \\$nope \\\\$nope", "$s \\abc \\$s \\$nope \\\\$nope"],
    ["$l|$m|$f", '[{"x":"q"},"x\\/y"]|{b={c=1}}|2.5'],
    ["$l.size() $m.size() $s.length()", "2 1 3"],
  ])("%j", renders);
});

describe("texts and numbers", () => {
  test.each([
    ["#set($x = 'it''s $s')$x", "it's $s"],
    ['#set($x = "say ""$s""")$x', 'say "abc"'],
    ["#set($x = 'a\\nb')$x", "a\\nb"],
    ['#set($x = "$s.substring(1) #if($yes)y#end")$x', "bc y"],
    ["#set($x = 7 / 2)$x", "3"],
    ["#set($x = -7 / 2)$x", "-3"],
    ["#set($x = 7.0 / 2)$x", "3.5"],
    ["#set($x = 7 % 2)$x", "1"],
    ["#set($x = 1 + 2 * 3 - (4 - 1))$x", "4"],
    ["#set($x = 0.1 + 0.2)$x", "0.30000000000000004"],
    ["#set($x = 1.0e10)$x", "1.0E10"],
    ["#set($x = 2147483647 + 1)$x", "2147483648"],
    ["#set($x = 1 / 0)$x", "$x"],
    ["#set($x = 'a' + 1 + 2)$x", "a12"],
    ["#set($x = 1 + 2 + 'a')$x", "3a"],
    ["#set($x = 'a' + $nope)$x", "a$nope"],
    ["#set($x = 'a' - 1)$x", "$x"],
    ["#set($x = $n - 1)$x", "4"],
    ["#set($zero = 0)$zero.parseInt('12')", "12"],
  ])("%j", renders);
});

describe("lists and maps", () => {
  test.each([
    ["#set($x = [1, 'a', 2.5, true, [2], {'k': 'v'}])$x", "[1, a, 2.5, true, [2], {k=v}]"],
    ["#set($x = [1..3])$x#set($x = [3..1])$x", "[1, 2, 3][3, 2, 1]"],
    ["#set($x = {'z': 1, 'a': [1]})$x $x.z $x.keySet() $x.entrySet()", "{z=1, a=[1]} 1 [z, a] [z=1, a=[1]]"],
    ["#set($x = {})$!x.put('a', 1)$x#set($x.b = 2)#set($x['c'] = 3)$x", "{a=1}{a=1, b=2, c=3}"],
    ["#set($x = [])$x.add(1)$x#set($x[0] = 'y')$x", "true[1][y]"],
    ["#set($x = [1,2,3])$x.remove(1) $x $x.contains(3) $x.indexOf(3) $x.isEmpty()", "2 [1, 3] true 1 false"],
    [
      "$s.toUpperCase() $s.substring(1, 2) $s.indexOf('c') $s.contains('b') $s.replace('a', 'x') $s.charAt(0) $s.concat('d')",
      "ABC b 2 true xbc a abcd",
    ],
    [
      "$s.replaceAll('[ab]', '<$0>') $s.replaceFirst('[ab]', '-') $s.matches('a.c') $s.matches('a') $s.split('b')[1]",
      "<a><b>c -bc true false c",
    ],
    ['#set($x = "it\\\'s")$x.replaceAll("\\\\\'", "\'")', "it's"],
  ])("%j", renders);
});

describe("conditions", () => {
  test.each([
    ["#if($yes)t#{else}f#end#if($no)t#{else}f#end", "tf"],
    ["#if($empty)t#{else}f#end#if($nope)t#{else}f#end", "tf"],
    ["#if(!$nope)t#end#if(!$empty)t#{else}f#end", "tf"],
    ["#if('a')t#{else}f#end#if(1)t#{else}f#end#if([1])t#{else}f#end", "fff"],
    ["#if($n == 5.0)t#end#if('5' == $n)t#end#if($nope == '')t#{else}f#end", "ttf"],
    ["#if($l == $l)t#end#if([1] == '[1]')t#end", "tt"],
    ["#if($n > 4 && $n <= 5)t#end#if($n lt 4 or not $no)t#end", "tt"],
    ["#if('a' < 'b')t#{else}f#end#if($nope < 1)t#{else}f#end", "ff"],
    ["#if(\"$!nope\" == '')t#end", "t"],
    ["#if($no)a#elseif($n == 5)b#{else}c#end", "b"],
    ["#if($s && $s.length() != 0)t#end", "t"],
  ])("%j", renders);
});

describe("blanks and lines", () => {
  test.each([
    ["a\n#set($x = 1)\nb", "a\nb"],
    ["a\n  #set($x = 1)  \nb", "a\n  b"],
    ["#if($yes)\n  #set($x = 1)\n  b\n#end\nc", "  b\nc"],
    ["  #if($yes)  \n  y\n  #end  \nz", "    y\n  z"],
    ["#if($no)\ny\n#else\nn\n#end\nz", "n\nz"],
    ["#foreach($i in [1..2])\n$i\n#end\n.", "1\n2\n."],
    ['{\n  #if($yes)\n  "a": 1#if($yes),#end\n\n  #end\n}', '{\n    "a": 1,\n  }'],
    ["a ## comment\nb", "a b"],
    ["a #* comment\n *# b", "a  b"],
    ["#[[ $s #if ]]#", " $s #if "],
    ["a\r\n#if($yes)\r\nb\r\n#end\r\n", "a\r\nb\r\n"],
    ["\\#if \\#set($s) \\#nothing", "#if #set(abc) \\#nothing"],
  ])("%j", renders);
});

describe("loops and blocks", () => {
  test.each([
    [
      "#foreach($i in $l)$foreach.count$foreach.index$foreach.hasNext#if($foreach.hasNext), #end#end",
      "10true, 21false",
    ],
    ["#foreach($i in $m)$i#end#foreach($i in 5)x#end#foreach($i in $nope)x#end", "{c=1}"],
    ["#foreach($k in $m.keySet())$k=$m.get($k)#end", "b={c=1}"],
    ["#foreach($i in [1..5])#if($i == 3)#break#end$i#end.", "12."],
    ["a#stop b", "a"],
    ["#set($i = 9)#foreach($i in [1])$i#end$i", "19"],
    ["#foreach($i in [1..2])#foreach($j in [1..2])$foreach.parent.count$foreach.count #end#end", "11 12 21 22 "],
    ["#define($d)<$s>#end$d#set($s = 'z')$d", "<abc><z>"],
    ["#set($x = 1)#set($x = $nope)$x", "1"],
  ])("%j", renders);
});
