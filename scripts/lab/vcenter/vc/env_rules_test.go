package vc

import (
	"fmt"
	"net/url"

	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/vim25/types"
)

func hostGroup(name string, hosts ...types.ManagedObjectReference) types.ClusterGroupSpec {
	return types.ClusterGroupSpec{ArrayUpdateSpec: types.ArrayUpdateSpec{Operation: "add"}, Info: &types.ClusterHostGroup{ClusterGroupInfo: types.ClusterGroupInfo{Name: name}, Host: hosts}}
}

func vmGroup(name string, vms ...*object.VirtualMachine) types.ClusterGroupSpec {
	g := &types.ClusterVmGroup{ClusterGroupInfo: types.ClusterGroupInfo{Name: name}}
	for _, v := range vms {
		g.Vm = append(g.Vm, v.Reference())
	}
	return types.ClusterGroupSpec{ArrayUpdateSpec: types.ArrayUpdateSpec{Operation: "add"}, Info: g}
}

func rule(info types.BaseClusterRuleInfo) types.ClusterRuleSpec {
	return types.ClusterRuleSpec{ArrayUpdateSpec: types.ArrayUpdateSpec{Operation: "add"}, Info: info}
}

func ruleInfo(name string, mandatory bool) types.ClusterRuleInfo {
	return types.ClusterRuleInfo{Name: name, Enabled: types.NewBool(true), Mandatory: types.NewBool(mandatory)}
}

func siteRule(name, vms, hosts string, mandatory bool) types.ClusterRuleSpec {
	return rule(&types.ClusterVmHostRuleInfo{ClusterRuleInfo: ruleInfo(name, mandatory), VmGroupName: vms, AffineHostGroupName: hosts})
}

func priority(vm *object.VirtualMachine, p string) types.ClusterDasVmConfigSpec {
	return types.ClusterDasVmConfigSpec{ArrayUpdateSpec: types.ArrayUpdateSpec{Operation: "add"}, Info: &types.ClusterDasVmConfigInfo{
		Key: vm.Reference(), DasSettings: &types.ClusterDasVmSettings{RestartPriority: p},
	}}
}

var haAndDrs = types.ClusterConfigSpecEx{
	DasConfig: &types.ClusterDasConfigInfo{Enabled: types.NewBool(true), AdmissionControlEnabled: types.NewBool(false)},
	DrsConfig: &types.ClusterDrsConfigInfo{Enabled: types.NewBool(true), DefaultVmBehavior: types.DrsBehaviorFullyAutomated},
}

func named(format string, n int) string { return fmt.Sprintf(format, n) }

func userOf(*estate) *url.Userinfo { return url.UserPassword("lab", "lab") }
