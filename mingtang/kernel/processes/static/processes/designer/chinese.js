// What the canvas says, in Chinese: the published translation, and words it lacks or that we say otherwise.
import published from "../../ui/vendor/bpmn-js-i18n/zn.js";

const own = {
  "Activate hand tool": "移动画布",
  "Activate lasso tool": "框选",
  "Activate create/remove space tool": "腾出或收回空间",
  "Activate global connect tool": "连线",
  "Add text annotation": "添加注释",
  "Append task": "接着画任务",
  "Append gateway": "接着画网关",
  "Append end event": "接着画结束",
  "Append intermediate/boundary event": "接着画中间事件",
  "Append {type}": "接着画{type}",
  "Business rule task": "决策任务",
  "Call activity": "调用流程",
  "Change element": "更换类型",
  "Change type": "更换类型",
  "Connect to other element": "连到其他图形",
  "Create expanded sub-process": "画子流程",
  "Create end event": "画结束",
  "Create gateway": "画网关",
  "Create intermediate/boundary event": "画中间或边界事件",
  "Create pool/participant": "画泳池",
  "Create start event": "画开始",
  "Create task": "画任务",
  "Create user task": "画人工任务",
  "Delete": "删除",
  "Event-based gateway": "事件网关",
  "Exclusive gateway": "单选网关",
  "Inclusive gateway": "多选网关",
  "Manual task": "线下任务",
  "Parallel gateway": "并行网关",
  "Parallel multi-instance": "多人同时办理",
  "Receive task": "接收任务",
  "Remove": "删除",
  "Script task": "规则任务",
  "Search in diagram": "在图中查找",
  "Send task": "发送任务",
  "Sequential multi-instance": "多人依次办理",
  "Service task": "服务任务",
  "Task": "任务",
  "User task": "人工任务",
  "element": "图形",
};

export default function translate(template, replacements = {}) {
  const words = own[template] ?? published[template] ?? template;
  return words.replace(/{([^}]+)}/g, (whole, name) => replacements[name] ?? whole);
}
